import { defineTexts } from '@rapport/sdk/admin';

export const bannerTexts = defineTexts({
  stopped: { en: 'All sending is stopped', 'zh-Hans': '所有发送已停止' },
  stoppedText: {
    en: 'Nothing leaves Rapport. What is due waits, and is asked again before it goes.',
    'zh-Hans': '目前不发送任何消息。到期的消息会等待，发送前会再次检查。',
  },
  goOn: { en: 'Let messages leave again', 'zh-Hans': '恢复发送' },
  goOnTitle: { en: 'Let messages leave again?', 'zh-Hans': '恢复发送？' },
  goOnText: {
    en: 'What became due meanwhile goes now, as far as it has not expired.',
    'zh-Hans': '期间到期且未过期的消息将立即发送。',
  },
  sandbox: { en: 'The sandbox is on', 'zh-Hans': '沙盒模式已开启' },
  sandboxText: {
    en: '{count, plural, =0 {No address is listed, so nobody receives anything} one {Only one listed address receives anything} other {Only # listed addresses receive anything}}: all else is withheld.',
    'zh-Hans': '仅名单中的 {count} 个地址会收到消息，其余均不发送。',
  },
  leave: { en: 'Switch the sandbox off', 'zh-Hans': '关闭沙盒' },
  leaveTitle: { en: 'Send to real customers?', 'zh-Hans': '开始向真实客户发送？' },
  leaveText: {
    en: 'From now on everybody who agreed receives messages. What the sandbox withheld stays withheld.',
    'zh-Hans': '此后所有已同意的客户都会收到消息。此前被沙盒拦下的不会补发。',
  },
  settings: { en: 'Settings of sending', 'zh-Hans': '发送设置' },
});
