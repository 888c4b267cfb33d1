import { secret, settingWords as words } from '@rapport/sdk';
import { z } from 'zod';

const hostCharsMax = 253;
const addressCharsMax = 254;
const keyCharsMax = 8_000;
const certificateCharsMax = 20_000;
const perSecondMax = 10_000;
const concurrencyMax = 50;

/** Nothing of it may end a line of a header. */
const line = (charsMax: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(charsMax)
    .regex(/^[^\p{Cc}]*$/u);
const host = (): z.ZodString => line(hostCharsMax).regex(/^[\p{L}\p{N}._:-]+$/u);

export const settings = z
  .strictObject({
    host: host().meta(
      words(
        'Mail server',
        '邮件服务器',
        'Where mail is handed over: smtp.example.org',
        '交付邮件的服务器，例如 smtp.example.org',
      ),
    ),
    port: z
      .int()
      .min(1)
      .max(65_535)
      .default(587)
      .meta(words('Port', '端口', '587 with STARTTLS, 465 with TLS.', 'STARTTLS 用 587，TLS 用 465。')),
    security: z
      .enum(['tls', 'starttls', 'none'])
      .default('starttls')
      .meta(
        words(
          'Encryption',
          '加密',
          'tls: from the start. starttls: before anything is told. none: only for a server on the same machine.',
          'tls：从一开始就加密。starttls：发送内容之前加密。none：仅用于同一台机器上的服务器。',
        ),
      ),
    certificate: z
      .string()
      .max(certificateCharsMax)
      .regex(/^\s*(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/)
      .optional()
      .meta({
        ...words(
          'Certificate of the mail server',
          '邮件服务器证书',
          'PEM, of the server or of its authority: only where no public one has signed it.',
          'PEM 格式的服务器证书或其颁发机构证书，仅在并非由公共机构签发时填写。',
        ),
        multiline: true,
      }),
    user: line(320)
      .optional()
      .meta(words('User', '用户名', 'Empty: the server asks for none.', '留空表示服务器不要求登录。')),
    password: secret(
      words('Password', '密码', 'Sealed, and never shown again.', '加密保存，之后不再显示。'),
    ).optional(),
    fromName: line(100).meta(
      words('Sender', '发件人名称', 'As people see it: Bergfreunde Service', '收件人看到的名称。'),
    ),
    fromAddress: z
      .email()
      .max(addressCharsMax)
      .meta(words('Address of the sender', '发件人地址', 'hello@news.example.org', '例如 hello@news.example.org')),
    replyTo: z
      .email()
      .max(addressCharsMax)
      .optional()
      .meta(words('Answers go to', '回复地址', 'Empty: to the sender.', '留空表示回复给发件人。')),
    returnPath: z
      .email()
      .max(addressCharsMax)
      .optional()
      .meta(
        words(
          'Bounces go to',
          '退信地址',
          'A mailbox whose mail is posted to the address of this connection. Empty: to the sender.',
          '该邮箱收到的邮件会转交到此连接的回调地址。留空表示退回给发件人。',
        ),
      ),
    deliveryReports: z
      .boolean()
      .default(false)
      .meta(
        words(
          'Ask for delivery reports',
          '请求送达回执',
          'They come to where bounces go (RFC 3461). Not every server sends them.',
          '回执将发送到退信地址（RFC 3461），并非所有服务器都支持。',
        ),
      ),
    unsubscribeMailbox: z
      .email()
      .max(addressCharsMax)
      .optional()
      .meta(
        words(
          'Mailbox for unsubscribing',
          '退订邮箱',
          'Beside the link; its mail is posted to the address of this connection, too.',
          '在退订链接之外提供；其邮件同样会转交到此连接的回调地址。',
        ),
      ),
    dkimSelector: line(63)
      .regex(/^[\w.-]+$/)
      .optional()
      .meta(
        words(
          'DKIM selector',
          'DKIM 选择器',
          'Only where the mail server does not sign itself.',
          '仅当邮件服务器本身不签名时填写。',
        ),
      ),
    dkimPrivateKey: secret(
      {
        ...words('DKIM private key', 'DKIM 私钥', 'PEM, of RSA, with 2048 bits.', 'PEM 格式的 2048 位 RSA 私钥。'),
        multiline: true,
      },
      keyCharsMax,
    ).optional(),
    dkimDomain: host()
      .optional()
      .meta(words('DKIM domain', 'DKIM 域名', 'Empty: that of the sender.', '留空表示发件人的域名。')),
    sendgridPublicKey: z
      .base64()
      .max(1_000)
      .optional()
      .meta(
        words(
          'Key of SendGrid’s events',
          'SendGrid 事件公钥',
          'Settings, Mail settings, Event webhooks: the verification key.',
          '设置 → 邮件设置 → 事件 webhook 中的验证密钥。',
        ),
      ),
    perSecond: z
      .int()
      .min(1)
      .max(perSecondMax)
      .default(10)
      .meta(words('Mails a second', '每秒邮件数', 'As many as the server takes.', '服务器允许的数量。')),
    concurrency: z
      .int()
      .min(1)
      .max(concurrencyMax)
      .default(5)
      .meta(words('Connections', '连接数', 'Open at the same time.', '同时打开的连接数。')),
  })
  .refine((one) => (one.dkimSelector === undefined) === (one.dkimPrivateKey === undefined), {
    path: ['dkimSelector'],
    message: 'DKIM needs both a selector and a private key.',
  })
  .refine((one) => (one.user === undefined) === (one.password === undefined), {
    path: ['password'],
    message: 'A user has a password.',
  });
export type EmailSettings = z.infer<typeof settings>;

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
