import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  waiting: { en: 'Waits for approval', 'zh-Hans': '等待审批' },
  waitingText: {
    en: '{who} wants it to go. Somebody else has to approve it; changing it takes the request back.',
    'zh-Hans': '{who} 申请发送，须由他人审批；修改内容会撤回申请。',
  },
  startsAt: { en: 'It is to start', 'zh-Hans': '计划开始于' },
  asked: { en: 'Asked', 'zh-Hans': '申请于' },
  approved: { en: 'Approved by {who}', 'zh-Hans': '已由 {who} 批准' },
  declined: { en: 'Declined by {who}', 'zh-Hans': '已被 {who} 拒绝' },
  noted: { en: '“{note}”', 'zh-Hans': '“{note}”' },
  approve: { en: 'Approve …', 'zh-Hans': '批准…' },
  decline: { en: 'Decline …', 'zh-Hans': '拒绝…' },
  approveTitle: { en: 'Approve “{name}”?', 'zh-Hans': '批准“{name}”？' },
  approveText: {
    en: 'It goes as it is written now. You are named as who let it go.',
    'zh-Hans': '将按当前内容生效，并记录您为批准人。',
  },
  declineTitle: { en: 'Decline “{name}”?', 'zh-Hans': '拒绝“{name}”？' },
  declineText: {
    en: 'It stays a draft. Say why, so that it can be mended.',
    'zh-Hans': '保持为草稿。请说明原因以便修改。',
  },
  approveAction: { en: 'Approve', 'zh-Hans': '批准' },
  declineAction: { en: 'Decline', 'zh-Hans': '拒绝' },
  note: { en: 'Note', 'zh-Hans': '备注' },
});
