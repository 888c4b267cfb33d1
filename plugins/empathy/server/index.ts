import { definePlugin } from '@rapport/sdk';
import { listening } from './graphql/listening';
import { listener } from './listening/listener';

/** The situation of a customer, the evidence, and the right words in front of the agent. */
export default definePlugin({
  name: 'empathy',
  graphql: listening,
  messages: [{ name: 'sentiment', read: (core, messages) => listener(core).properties(messages) }],
});
