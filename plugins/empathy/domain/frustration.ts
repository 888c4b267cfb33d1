import { isJsonObject, type Json } from '@rapport/sdk';

export type FrustrationLine = { readonly label: string; readonly points: number };

/** Chinese for the labels of the score that we bring; labels that admins write stay as they are. */
const chinese: Readonly<Record<string, string>> = {
  'Hand-overs': '会话转接',
  'Third contact within a week': '一周内第三次联系',
  'Case opened again': '问题被重新打开',
  'Waits for more than an hour': '等待超过一小时',
  'Waits for more than a day': '等待超过一天',
  'Bad ratings': '差评',
  'Negative words': '负面言辞',
  'Help searched': '搜索帮助',
  'Articles that did not help': '文章没有帮助',
  'Articles that helped': '文章有帮助',
  'Good ratings': '好评',
};

/** The lines that count, the heaviest first. @param explanation of the score, as the segments tell it */
export function frustrationLines(explanation: Json, locale: string): FrustrationLine[] {
  if (!Array.isArray(explanation)) return [];
  const isChinese = locale.toLowerCase().startsWith('zh');
  return explanation
    .flatMap((line) => {
      if (!isJsonObject(line)) return [];
      const { label, points } = line;
      if (typeof label !== 'string' || typeof points !== 'number') return [];
      const rounded = Math.round(points * 10) / 10;
      return rounded === 0 ? [] : [{ label: isChinese ? (chinese[label] ?? label) : label, points: rounded }];
    })
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
}
