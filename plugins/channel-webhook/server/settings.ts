import { secret, settingWords as words } from '@rapport/sdk';
import { z } from 'zod';

const perSecondMax = 1_000;
const concurrencyMax = 50;
const urlCharsMax = 2_000;
const timeoutSecondsMax = 60;

export const settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(urlCharsMax)
    .refine((url) => new URL(url).username === '' && new URL(url).password === '', { message: 'It holds a password.' })
    .meta(
      words(
        'Address',
        '地址',
        'Where messages are posted to: https://example.org/messages',
        '消息将提交到此地址，例如 https://example.org/messages',
      ),
    ),
  secret: secret(
    words(
      'Signing secret',
      '签名密钥',
      'whsec_ and base64 of 24 to 64 random bytes, known to the receiver, too (Standard Webhooks).',
      'whsec_ 加上 24 至 64 个随机字节的 base64，接收方也须知道（Standard Webhooks）。',
    ),
  ).regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/),
  allowPrivateAddresses: z
    .boolean()
    .default(false)
    .meta(
      words(
        'The receiver is in our own network',
        '接收方位于内部网络',
        'Otherwise loopback and private addresses are refused.',
        '否则拒绝回环地址和私有地址。',
      ),
    ),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(timeoutSecondsMax)
    .default(15)
    .meta(words('Seconds to wait', '等待秒数', 'For an answer.', '等待响应的时间。')),
  perSecond: z
    .int()
    .min(1)
    .max(perSecondMax)
    .default(20)
    .meta(words('Messages a second', '每秒消息数', 'As many as the receiver takes.', '接收方允许的数量。')),
  concurrency: z
    .int()
    .min(1)
    .max(concurrencyMax)
    .default(4)
    .meta(words('At once', '并发数', 'Requests that wait for an answer at the same time.', '同时等待响应的请求数。')),
});
export type WebhookSettings = z.infer<typeof settings>;
