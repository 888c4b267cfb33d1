import { defineCondition, fault, param, sql, verdict } from '@rapport/sdk';
import { z } from 'zod';
import { text } from '../text';

const percent = z.number().min(0).max(100);

/**
 * A share of everybody, always the same people: the first 32 bits of MD5(seed, ":", public id) as a number from 0 to 100.
 * `from` belongs to it, `to` does not.
 */
export default defineCondition({
  name: 'bucket',
  label: { en: 'Share of everybody', 'zh-Hans': '随机分桶' },
  schema: z.strictObject({
    bucket: z
      .strictObject({ seed: text(100).min(1), from: percent, to: percent })
      .refine(({ from, to }) => from < to, { path: ['to'], ...fault('bucket_order') }),
  }),
  example: { bucket: { seed: 'holdout-2026', from: 0, to: 10 } },
  mentions: () => ({}),
  verdict({ bucket }, query) {
    const hash = sql`md5(${param(bucket.seed, 'text')} || ':' || ${query.publicId}::text)`;
    const place = sql`(('x' || left(${hash}, 8))::bit(32)::bigint * 100 / 4294967296.0)`;
    return verdict(sql`${place} >= ${param(bucket.from, 'float8')} and ${place} < ${param(bucket.to, 'float8')}`, null);
  },
  sentence: ({ bucket: { seed, from, to } }, language) =>
    language === 'en' ? `is in ${from}–${to} % of “${seed}”` : `在“${seed}”的${from}%–${to}%区间内`,
});
