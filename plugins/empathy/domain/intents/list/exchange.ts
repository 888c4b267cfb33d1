import type { Intent } from '../intent';

/** Another size, colour or item instead. */
export const exchange: Intent = {
  key: 'exchange',
  label: { en: 'Exchange', 'zh-Hans': '换货', de: 'Umtausch' },
  en: {
    phrases: `exchange it, exchange for, swap it, swap for, another size, different size, wrong size, other colour,
      wrong colour, wrong color, replacement item, send a replacement`,
    words: `exchange, swap, replacement`,
  },
  de: {
    phrases: `andere größe, falsche größe, falsche farbe, andere farbe, gegen ein anderes`,
    words: `umtausch*, umgetauscht, ersatz, tauschen`,
  },
  zh: {
    phrases: `换货, 换一件, 换尺码, 尺码不合适, 换个颜色, 颜色选错, 可以换吗, 换一个`,
    words: `换新, 调换`,
  },
};
