import type { Step } from './definition';

/** In the order in which they are offered. */
export const stepKinds = [
  ...(['send', 'wait', 'wait_for', 'branch', 'split', 'update_trait'] as const),
  ...(['webhook', 'hand_over', 'call_back', 'goal', 'exit'] as const),
];
export type StepKind = (typeof stepKinds)[number];

/** Null: a kind that is not known here. */
export const kindOf = (step: Step): StepKind | null => stepKinds.find((one) => one === step['kind']) ?? null;

/** How a step of a kind begins: where it leads on to is given, what has to be written is empty. */
export const blanks: Readonly<Record<StepKind, (next: string) => Step>> = {
  send: (next) => ({ kind: 'send', channel: '', topic: '', template: '', next }),
  wait: (next) => ({ kind: 'wait', for: '1d', next }),
  wait_for: (next) => ({ kind: 'wait_for', any: [{ event: '', next }], timeout: { after: '1d', next } }),
  branch: (next) => ({ kind: 'branch', when: [{ segment: '', next }], otherwise: next }),
  split: (next) => ({
    kind: 'split',
    arms: [
      { name: 'a', share: 50, next },
      { name: 'b', share: 50, next },
    ],
  }),
  update_trait: (next) => ({ kind: 'update_trait', set: {}, next }),
  webhook: (next) => ({ kind: 'webhook', webhook: '', next }),
  hand_over: (next) => ({ kind: 'hand_over', note: '', next }),
  call_back: (next) => ({ kind: 'call_back', note: '', within: '1d', next }),
  goal: (next) => ({ kind: 'goal', name: '', next }),
  exit: () => ({ kind: 'exit' }),
};
