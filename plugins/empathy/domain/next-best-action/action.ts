import type { QuadrantKey } from '../quadrant';
import type { Texts } from '../situations/situation';

/** Something that an agent can do for a customer. */
export type NextAction = {
  readonly key: string;
  readonly label: Texts;
  /** What it does, in one sentence. */
  readonly effect: Texts;
  /** How well it fits who is to be served how; 1 where nothing is said. */
  readonly fits?: Readonly<Partial<Record<QuadrantKey, number>>>;
  /** Where one of these situations is there it is out of place: nobody is congratulated while he waits. */
  readonly notDuring?: readonly string[];
};

export function defineAction(action: NextAction): NextAction {
  return action;
}

/** Situations in which a light-hearted word hurts. */
export const troubles = [
  'recovery-after-low-rating',
  'handed-over-twice',
  'waiting-for-answer',
  'no-first-reply',
  'third-contact-about-one-order',
  'reopened-case',
  'harsh-words',
] as const;
