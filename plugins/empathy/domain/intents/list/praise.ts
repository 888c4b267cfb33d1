import type { Intent } from '../intent';

/** Somebody is content, and says so. */
export const praise: Intent = {
  key: 'praise',
  label: { en: 'Praise', 'zh-Hans': '表扬', de: 'Lob' },
  en: {
    phrases: `thank you so much, great service, great job, well done, love it, love your, love the, perfect, excellent,
      brilliant, awesome, amazing, you saved my, best support, really happy, very happy, keep up the good work,
      highly recommend, very helpful, so helpful`,
    words: `happy with, impressed, recommend`,
  },
  de: {
    phrases: `vielen herzlichen dank, klasse service, toller service, weiter so, begeistert, ausgezeichnet, hervorragend,
      großartig, perfekt, super service, sehr zufrieden, rundum zufrieden, sehr geholfen, bester support,
      empfehlen sie`,
    words: `spitze, zufrieden, lob`,
  },
  zh: {
    phrases: `太棒了, 非常感谢, 服务真好, 点赞, 给力, 很满意, 五星好评, 完美, 帮了大忙, 物超所值, 推荐给`,
    words: `满意, 喜欢, 棒`,
  },
};
