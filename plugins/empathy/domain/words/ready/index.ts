import { contact } from './contact';
import type { ReadyScript } from './ready-script';
import { retail } from './retail';
import { services } from './services';
import { subscriptions } from './subscriptions';

export type { ReadyScript } from './ready-script';

/** What is there after the first start, published. */
export const readyScripts: readonly ReadyScript[] = [...contact, ...retail, ...subscriptions, ...services];
