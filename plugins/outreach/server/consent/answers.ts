import { randomUUID } from 'node:crypto';
import type { JsonObject, Transaction } from '@rapport/sdk';
import { noted } from '../reports';
import { insertConsents } from '../stores/consent';
import { insertReport, noteReports } from '../stores/reports';
import type { SentMessage } from '../stores/sent-messages';

/** What the reader of a message says of the address to which it went. */
export type Answer = {
  /** Null: all topics of the medium. */
  readonly topic: string | null;
  readonly decision: 'granted' | 'denied';
};

/**
 * Into the log of consent: the link came to the address, so it is proven. Who takes himself off the message's own topic unsubscribed by it.
 * @param key told twice it counts once; null: each time is a time of its own @param at epoch milliseconds
 */
export async function recordAnswers(
  sql: Transaction,
  message: SentMessage,
  answers: readonly Answer[],
  said: { readonly at: number; readonly evidence: JsonObject; readonly key: string | null },
): Promise<void> {
  const { medium: channel, addressHash: address, leafId } = message;
  const { at, evidence } = said;
  const prefix = said.key ?? randomUUID();
  await insertConsents(
    sql,
    answers.map(({ topic, decision }) => ({
      ...{ channel, address, leafId, topic, decision, at, evidence, proof: 'confirmed' as const },
      key: `${prefix}:${topic ?? ''}`,
    })),
    at,
  );
  await sql.touch('consent', [leafId]);
  const hasLeft = answers.some(
    ({ topic, decision }) => decision === 'denied' && (topic === null || topic === message.topic),
  );
  if (!hasLeft) return;
  const report = { kind: 'unsubscribed' as const, key: 'unsubscribed', at, detail: {}, isMachine: false };
  await insertReport(sql, { messageId: message.id, ...report });
  await noteReports(sql, [noted(message, report, at)]);
}
