import { auditActionName, auditGroupOf, defineAuditWords, registerAuditWords } from './audit-words';

test('registered words are shown in the reader’s language and group; what nobody registered shows its own name', () => {
  registerAuditWords(defineAuditWords({ 'fax.read': { group: 'read', en: 'Looked at a fax', 'zh-Hans': '查看传真' } }));
  registerAuditWords({ sendFax: { group: 'administration', en: 'Sent a fax', 'zh-Hans': '发送传真' } });
  expect([auditActionName('fax.read', 'en'), auditActionName('sendFax', 'zh-Hans')]).toEqual([
    'Looked at a fax',
    '发送传真',
  ]);
  expect([auditGroupOf('fax.read'), auditGroupOf('sendFax')]).toEqual(['read', 'administration']);
  expect([auditActionName('toString', 'en'), auditGroupOf('toString')]).toEqual(['toString', 'change']);
});
