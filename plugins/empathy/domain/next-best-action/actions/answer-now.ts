import { defineAction } from '../action';

export default defineAction({
  key: 'answer-now',
  label: { en: 'Answer now', 'zh-Hans': '立即回复', de: 'Jetzt antworten' },
  effect: {
    en: 'End the waiting first, even with half an answer.',
    'zh-Hans': '先结束等待，哪怕只是部分答复。',
    de: 'Erst das Warten beenden, auch mit einer halben Antwort.',
  },
});
