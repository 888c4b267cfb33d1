import { defineTexts } from '@rapport/sdk/admin';

/** Of a broadcast or a journey that waits for a segment. */
export const texts = defineTexts({
  waitsForSegment: { en: 'Waits for its segment', 'zh-Hans': '等待分群' },
  segmentBuilt: {
    en: 'Its segment “{name}” is being built. It goes on by itself as soon as that is done.',
    'zh-Hans': '分群“{name}”正在构建，完成后会自动继续。',
  },
  segmentFailed: {
    en: 'Its segment “{name}” could not be built, so nobody is in it. It goes on once the segment has been published again.',
    'zh-Hans': '分群“{name}”构建失败，其中没有任何客户。重新发布该分群后会自动继续。',
  },
  segmentDraft: {
    en: 'Its segment “{name}” is a draft, so nobody is in it. It goes on once the segment has been published.',
    'zh-Hans': '分群“{name}”仍是草稿，其中没有任何客户。发布该分群后会自动继续。',
  },
  segmentGone: {
    en: 'Its segment “{name}” is not there any more. It does not go on: cancel it, or make a segment with this key.',
    'zh-Hans': '分群“{name}”已不存在，无法继续：请取消，或创建使用此标识的分群。',
  },
  segmentWaiting: { en: 'The segment waits for its turn', 'zh-Hans': '分群排队中' },
  segmentScanning: { en: 'Every customer is looked at', 'zh-Hans': '正在逐一核对客户' },
  segmentSwapping: { en: 'The new members take the place of the old ones', 'zh-Hans': '新成员正在替换旧成员' },
  segmentMembers: { en: '{members} members', 'zh-Hans': '{members} 位成员' },
  segmentSince: { en: 'asked for', 'zh-Hans': '提交于' },
  segmentTried: {
    en: 'The last attempt failed, and it is tried again: {why}',
    'zh-Hans': '上次尝试失败，将重试：{why}',
  },
  segmentLink: { en: 'Look at “{name}”', 'zh-Hans': '查看“{name}”' },
});
