import { createHmac } from 'node:crypto';
import { type HelpdeskRequest, limits, writeBackChoice } from '@rapport/sdk';
import { z } from 'zod';
import { describeWithShared, readShared } from '../../../test/support/shared';
import { chatwoot } from './chatwoot';

const signatureAgeMsMax = limits.helpdeskSignatureSeconds * 1_000;

const settings = {
  baseUrl: 'https://chat.example.org',
  accountId: 1,
  apiToken: 'token-of-a-bot',
  webhookSecret: 'test-secret',
  ...writeBackChoice.parse({}),
};
const sentAt = 1_781_254_800;
const body = '{"event":"message_created","id":9,"content":"é 你好"}';

function request(headers: HelpdeskRequest['headers'], text = body, receivedAt = sentAt * 1_000 + 900): HelpdeskRequest {
  return { headers, body: Buffer.from(text, 'utf8'), receivedAt };
}

function signed(text = body, timestamp = String(sentAt), secret = settings.webhookSecret): Record<string, string> {
  const hex = createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex');
  return {
    'x-chatwoot-timestamp': timestamp,
    'x-chatwoot-signature': `sha256=${hex}`,
    'x-chatwoot-delivery': '3f0f6c1e',
  };
}

function expectRefused(delivery: HelpdeskRequest): void {
  expect(() => chatwoot.receive(delivery, settings)).toThrow(
    expect.objectContaining({ code: 'webhook_signature_invalid' }),
  );
}

test('a signed delivery is proven, has its id and the time of its signature', () => {
  expect(chatwoot.receive(request(signed()), settings)).toEqual({
    id: '3f0f6c1e',
    isProven: true,
    body: { event: 'message_created', id: 9, content: 'é 你好', delivered_at: sentAt * 1_000 },
  });
});

test('what nobody signed is not proven, and its id is not believed', () => {
  const delivery = chatwoot.receive(request({ 'x-chatwoot-delivery': 'guessed' }), settings);
  expect(delivery).toEqual({ id: null, isProven: false, body: { event: 'message_created', id: 9, content: 'é 你好' } });
});

const good = signed();
test.each<[string, HelpdeskRequest]>([
  ['another secret', request(signed(body, String(sentAt), 'other-secret'))],
  ['another body', request(good, body.replace('9', '8'))],
  ['another time', request({ ...good, 'x-chatwoot-timestamp': String(sentAt + 1) })],
  ['no time', request({ ...good, 'x-chatwoot-timestamp': undefined })],
  ['no signature beside a time', request({ ...good, 'x-chatwoot-signature': undefined })],
  ['an empty signature', request({ ...good, 'x-chatwoot-signature': '' })],
  ['half a signature', request({ ...good, 'x-chatwoot-signature': good['x-chatwoot-signature']?.slice(0, 40) })],
  ['the signature of another scheme', request({ ...good, 'x-chatwoot-signature': 'sha1=abc' })],
  ['two signatures', request({ ...good, 'x-chatwoot-signature': ['a', 'b'] })],
  ['a time that is none', request(signed(body, 'now'))],
  ['too old', request(good, body, sentAt * 1_000 + signatureAgeMsMax + 1)],
  ['of the future', request(good, body, sentAt * 1_000 - signatureAgeMsMax - 1)],
])('is refused: %s', (_, delivery) => expectRefused(delivery));

test('just not too old', () => {
  expect(chatwoot.receive(request(good, body, sentAt * 1_000 + signatureAgeMsMax), settings).isProven).toBe(true);
});

test.each([
  ['no JSON', 'hello'],
  ['nested without end', '['.repeat(100) + ']'.repeat(100)],
])('a body that is %s', (_, text) => {
  expect(() => chatwoot.receive(request({}, text), settings)).toThrow(
    expect.objectContaining({ code: 'invalid_json' }),
  );
});

test('keys to the helpdesk are left out wherever they stand', () => {
  const text = JSON.stringify({
    event: 'x',
    channel: 'Channel::WebWidget',
    contact_inbox: { id: 1, pubsub_token: 'a' },
    meta: { sender: { pubsub_token: 'b' } },
    messages: [{ pubsub_token: 'c', id: 2 }],
    inbox: { channel: { bot_token: 'd' } },
  });
  expect(chatwoot.receive(request({}, text), settings).body).toEqual({
    event: 'x',
    channel: 'Channel::WebWidget',
    contact_inbox: { id: 1 },
    meta: { sender: {} },
    messages: [{ id: 2 }],
    inbox: {},
  });
});

test('settings are checked', () => {
  expect(chatwoot.settings.safeParse(settings).success).toBe(true);
  for (const wrong of [{ baseUrl: 'javascript:alert(1)' }, { accountId: 0 }, { apiToken: '' }, { colour: 'red' }]) {
    expect(chatwoot.settings.safeParse({ ...settings, ...wrong }).success).toBe(false);
  }
});

describeWithShared('the signature vectors', () => {
  const vectors = z.array(
    z.looseObject({
      helpdesk: z.string().optional(),
      negative: z.boolean().optional(),
      headers: z.record(z.string(), z.string()),
      secret: z.string(),
      body: z.string(),
    }),
  );
  const ours = (): z.infer<typeof vectors> => {
    const all = z
      .array(z.looseObject({ helpdesk: z.string().optional() }))
      .parse(readShared('payloads/signature-vectors.json'));
    return vectors.parse(all.filter(({ helpdesk }) => helpdesk === 'chatwoot'));
  };
  test('are as they say', () => {
    expect(ours().map(({ negative }) => negative === true)).toEqual([false, true]);
    for (const vector of ours()) {
      const headers = Object.fromEntries(
        Object.entries(vector.headers).map(([key, value]) => [key.toLowerCase(), value]),
      );
      const receivedAt = Number(headers['x-chatwoot-timestamp']) * 1_000;
      const delivery = request(headers, vector.body, receivedAt);
      if (vector.negative === true) expectRefused(delivery);
      else expect(chatwoot.receive(delivery, { ...settings, webhookSecret: vector.secret }).isProven).toBe(true);
    }
  });
});
