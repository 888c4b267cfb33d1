import type { Json } from '@rapport/sdk';
import type { CaseFacts } from './complexity';

const within = '30d';
const started = 'Live Chat Conversation Started';
const different = (property: string): Json => ({
  event: started,
  within,
  aggregate: { fn: 'distinct_count', property },
});
const times = (event: string): Json => ({ event, within, aggregate: { fn: 'count' } });

/** What is asked of a customer to know how hard his cases of the last 30 days are, as computed traits. */
export const caseQuestions: readonly Json[] = [
  different('subject'),
  times('Conversation Handed Over'),
  times('Conversation Reopened'),
  different('channel'),
];

/** Whoever wrote has one matter on one channel, where nobody wrote down which. @param answers in the order of the questions */
export function caseFactsOf(answers: readonly Json[]): CaseFacts {
  const [subjects = 0, handoffs = 0, reopens = 0, channels = 0] = answers.map((one) =>
    typeof one === 'number' ? one : 0,
  );
  return { intents: Math.max(1, subjects), handoffs, reopens, channels: Math.max(1, channels) };
}
