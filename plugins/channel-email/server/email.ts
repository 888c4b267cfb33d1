import { defineChannel, localized } from '@rapport/sdk';
import { settings } from '../domain/settings';
import { check, resolveTexts } from './check';
import { receive } from './receive';
import { openThreadedSession } from './thread/mail-thread';

/** E-mail by any server that speaks SMTP. */
export const email = defineChannel({
  name: 'smtp',
  medium: 'email',
  label: localized('E-mail (SMTP)', '电子邮件 (SMTP)'),
  settings,
  addressKinds: ['email'],
  content: [
    { name: 'subject', label: localized('Subject', '主题'), format: 'line', required: true },
    { name: 'preheader', label: localized('Preview text', '预览文字'), format: 'line', required: false },
    { name: 'html', label: localized('Message', '邮件内容'), format: 'mjml', required: false },
    { name: 'text', label: localized('Message as plain text', '纯文本内容'), format: 'text', required: false },
  ],
  pace: ({ perSecond, concurrency }) => ({ perSecond, concurrency }),
  // SMTP knows no id by which a server could tell that it has a mail already.
  afterLostHandOver: 'hold',
  open: openThreadedSession,
  check: (given) => check(given, resolveTexts),
  receive,
});
