import { keyText } from '@rapport/sdk';
import { z } from 'zod';
import { lengthOf, waitLength } from '../length';
import { defineStep, type Move, stepId } from '../step-kind';

const schema = z.strictObject({
  kind: z.literal('send'),
  channel: keyText,
  /** Key of the connection that carries it; without: the channel's default. */
  connection: keyText.optional(),
  template: keyText,
  topic: keyText,
  /** Not sent any more after so long. */
  expires: waitLength.default('3d'),
  /** Whether who did not get it goes on. */
  withheld: z.enum(['continue', 'exit']).default('continue'),
  next: stepId,
});

/** Who was held out to compare with goes the way of those who got it. */
const notSent = ({ withheld, next }: z.infer<typeof schema>, why: string): Move =>
  withheld === 'exit' && why !== 'control_group' ? { end: 'withheld', by: why } : { to: next };

/**
 * A message. He stands here until the ledger says what became of it, so that a wait behind it begins when it was sent: quiet hours
 * and holds may put it off. When it expires it is not sent any more, and he stands here no longer than that.
 */
export default defineStep({
  kind: 'send',
  label: { en: 'Send a message', 'zh-Hans': '发送消息' },
  schema,
  example: { kind: 'send', channel: 'email', template: 'welcome', topic: 'news', next: 'end' },
  ways: ({ next }) => [{ path: '.next', to: next, waits: false }],
  references: ({ channel, connection, topic, template }) => [
    { kind: 'channel', path: '.channel', key: channel },
    ...(connection === undefined
      ? []
      : [{ kind: 'connection' as const, path: '.connection', key: connection, medium: channel }]),
    { kind: 'topic', path: '.topic', key: topic },
    { kind: 'template', path: '.template', key: template, medium: channel },
  ],
  abandoned: [{ kind: 'cancel' }],
  sends: true,
  arrive({ channel, connection = null, template, topic, expires }, { run: { first, latest }, now }) {
    const expiresAt = now + lengthOf(expires);
    const effect = { kind: 'send' as const, channel, connection, template, topic, expiresAt, first, latest };
    return { effects: [effect], stay: expiresAt };
  },
  receive(step, { run, now, visit }, input) {
    if (input.kind === 'message' && input.step === run.step && input.visit === visit)
      return input.outcome === 'handed' || input.outcome === 'unknown'
        ? { to: step.next, handedAt: input.at ?? now }
        : notSent(step, input.reason ?? input.outcome);
    return run.until !== null && now >= run.until ? notSent(step, 'expired') : null;
  },
});
