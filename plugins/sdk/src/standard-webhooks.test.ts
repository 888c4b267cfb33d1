import { z } from 'zod';
import { describeWithShared, readShared } from '../../../test/support/shared';
import { webhookHeaders } from './standard-webhooks';

const vector = z.object({
  scheme: z.string(),
  secret: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

describeWithShared('signatures as the libraries of Standard Webhooks make them', () => {
  test('of the same message they are the same', () => {
    const [first] = z.tuple([vector], z.unknown()).parse(readShared('vectors/webhook-signatures.json'));
    const at = Number(first.headers['webhook-timestamp']) * 1_000 + 999;
    const made = webhookHeaders(first.secret, { id: first.headers['webhook-id'] ?? '', at, body: first.body });
    expect(made).toMatchObject(first.headers);
  });
});
