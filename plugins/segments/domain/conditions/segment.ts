import { defineCondition, keyText } from '@rapport/sdk';
import { z } from 'zod';

/** Members of another segment. */
export default defineCondition({
  name: 'segment',
  label: { en: 'Segment', 'zh-Hans': '人群' },
  schema: z.strictObject({ segment: keyText }),
  example: { segment: 'vip' },
  mentions: ({ segment }) => ({ segments: [segment] }),
  verdict: ({ segment }, query) => query.segment(segment),
  sentence: ({ segment }, language) => (language === 'en' ? `is in the segment “${segment}”` : `属于人群“${segment}”`),
});
