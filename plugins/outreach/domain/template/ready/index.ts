import letter from './letter';
import newsletter from './newsletter';
import orderNote from './order-note';
import type { ReadyTemplate } from './ready-template';

/** A new one is one file and its line here. */
export const readyTemplates: readonly ReadyTemplate[] = [letter, orderNote, newsletter];
