import { defineAction } from '../action';

export default defineAction({
  key: 'give-status',
  label: { en: 'Say where it stands', 'zh-Hans': '告知进展', de: 'Sagen, wie es steht' },
  effect: {
    en: 'Tell the state and the next date before they have to ask.',
    'zh-Hans': '主动告知当前状态与下一时间点。',
    de: 'Stand und nächsten Termin nennen, bevor gefragt werden muss.',
  },
});
