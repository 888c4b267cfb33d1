import { defineTexts } from '@rapport/sdk/admin/pure';

/** How the entry of a journey reads. */
export const entryTexts = defineTexts({
  entersByEvent: { en: 'Who does “{event}”', 'zh-Hans': '触发“{event}”的客户' },
  entersByEventWhere: { en: 'Who does “{event}” of which {filters}', 'zh-Hans': '触发“{event}”且 {filters} 的客户' },
  filter: { en: '{name} {comparison} {value}', 'zh-Hans': '{name} {comparison} {value}' },
  and: { en: '{one} and {other}', 'zh-Hans': '{one} 且 {other}' },
  forEach: { en: 'one run for each {key}', 'zh-Hans': '按 {key} 分别进入' },
  notOlder: { en: 'no older than {length}', 'zh-Hans': '不早于 {length} 前' },
  entersBySegment: { en: 'Who comes into “{segment}”', 'zh-Hans': '进入分群“{segment}”的客户' },
  whileIn: { en: 'only while they are in it', 'zh-Hans': '仅在属于该分群期间' },
  againAfter: { en: 'again after {length}', 'zh-Hans': '{length} 后可再次进入' },
  entersByDate: { en: 'On the date “{trait}”', 'zh-Hans': '日期属性“{trait}”到来时' },
  entersByDateBefore: {
    en: '{days, plural, one {# day} other {# days}} before “{trait}”',
    'zh-Hans': '“{trait}”前 {days} 天',
  },
  eachYear: { en: 'each year', 'zh-Hans': '每年' },
  atTime: { en: 'at {time}', 'zh-Hans': '{time}' },
  besides: { en: '{one}, {other}', 'zh-Hans': '{one}，{other}' },
  unset: { en: '…', 'zh-Hans': '…' },
});
