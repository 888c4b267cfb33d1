import { definePlugin } from '@rapport/sdk';

/** The situation of a customer, the evidence, and the right words in front of the agent. */
export default definePlugin({ name: 'empathy' });
