import type { Intent } from '../intent';

/** Somebody is not content, and says so. */
export const complaint: Intent = {
  key: 'complaint',
  label: { en: 'Complaint', 'zh-Hans': '投诉', de: 'Beschwerde' },
  en: {
    phrases: `make a complaint, file a complaint, my complaint, want to complain, formal complaint, speak to a manager,
      speak to your manager, unacceptable, third time, still waiting, nobody answers, never called back,
      disappointed, terrible service, worst, fed up, ridiculous, this is a joke, not happy, unhappy`,
    words: `complain*, rude, useless, angry, ignored, waste`,
  },
  de: {
    phrases: `beschwerde*, beschwer*, vorgesetzten, inakzeptabel, zum dritten mal, dritte mal, enttäuscht, frechheit,
      unzufrieden, katastrophe, niemand meldet, unfreundlich, lächerlich`,
    words: `ärger*, nutzlos, ignoriert, schlecht*`,
  },
  zh: {
    phrases: `投诉, 我要投诉, 找你们经理, 太差, 很差, 失望, 不满意, 无法接受, 太过分, 垃圾, 差评, 没人回, 受够`,
    words: `态度, 差, 骗`,
  },
};
