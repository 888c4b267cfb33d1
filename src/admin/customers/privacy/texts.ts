import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  cancel: { en: 'Cancel', 'zh-Hans': '取消' },
  close: { en: 'Close', 'zh-Hans': '关闭' },
  exportTitle: { en: 'Export this customer', 'zh-Hans': '导出该客户' },
  exportBody: {
    en: 'Everything that is kept about this person in one file: identifiers, traits, events, conversations, merges, and who looked at it. The audit log notes the export.',
    'zh-Hans':
      '将有关此人的全部数据导出为一个文件：标识符、属性、事件、对话、合并记录，以及谁查看过。导出会记入审计日志。',
  },
  format: { en: 'As', 'zh-Hans': '格式' },
  HTML: { en: 'A page to read and to print', 'zh-Hans': '便于阅读和打印的网页' },
  HTMLHint: { en: 'For the person who asks what you know', 'zh-Hans': '适合交给询问自己数据的本人' },
  JSON: { en: 'JSON', 'zh-Hans': 'JSON' },
  JSONHint: { en: 'For another system', 'zh-Hans': '适合交给其他系统' },
  download: { en: 'Download', 'zh-Hans': '下载' },
  exported: { en: 'Your browser downloads the export.', 'zh-Hans': '浏览器正在下载导出文件。' },
  eraseTitle: { en: 'Erase this person for good', 'zh-Hans': '永久删除此人' },
  eraseBody: {
    en: 'This cannot be undone, not even by us. What arrives late from the time before is dropped; what the person does from now on makes a new customer.',
    'zh-Hans': '此操作无法撤销，我们也无法恢复。之前时间的迟到数据会被丢弃；此人今后的行为将建立一个新客户。',
  },
  goes: { en: 'This goes', 'zh-Hans': '将被删除' },
  alsoGoes: {
    en: 'And whatever else hangs on it: search entries, queued work, rejected events, export links.',
    'zh-Hans': '以及所有相关内容：搜索条目、待处理任务、被拒事件、导出链接。',
  },
  confirm: { en: 'Type {code} to confirm', 'zh-Hans': '输入 {code} 以确认' },
  confirmHint: { en: 'The last characters of the customer ID', 'zh-Hans': '客户 ID 的最后几个字符' },
  eraseAction: { en: 'Erase for good', 'zh-Hans': '永久删除' },
  erasing: {
    en: 'Nobody finds this person any more. The rest is being removed …',
    'zh-Hans': '已无法再找到此人，正在清除其余数据…',
  },
  leaveIt: {
    en: 'You may close this: it goes on by itself, also after a restart.',
    'zh-Hans': '您可以关闭此窗口：删除会自动继续，重启后也不例外。',
  },
  erasedTitle: { en: 'Erased', 'zh-Hans': '已删除' },
  erased: { en: 'Erased on {at}. This was removed:', 'zh-Hans': '已于 {at} 删除。清除的内容：' },
  receipt: { en: 'Receipt', 'zh-Hans': '删除凭证' },
  receiptBody: {
    en: 'The receipt is signed and holds no personal data. Keep it: it proves what was removed and when.',
    'zh-Hans': '凭证带有签名，不含个人数据。请妥善保存，它可证明何时删除了哪些内容。',
  },
  downloadReceipt: { en: 'Download the receipt', 'zh-Hans': '下载凭证' },
  showReceipt: { en: 'Show the receipt', 'zh-Hans': '显示凭证' },
  toList: { en: 'To all customers', 'zh-Hans': '返回全部客户' },
});
