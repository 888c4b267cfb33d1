import type { ContentFormat } from '@rapport/sdk';
import { z } from 'zod';

const scale = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_one, index) => from + index);

/** Questions that are answered by one click in a message. A new one is one line here and its words. */
export const surveys = {
  /** Net promoter score: would you recommend us? */
  nps: { scores: scale(0, 10) },
  /** Customer satisfaction: how was it? */
  csat: { scores: scale(1, 5) },
} as const;
export type SurveyKey = keyof typeof surveys;
export const surveyKeys = ['nps', 'csat'] as const satisfies readonly SurveyKey[];

export const commentCharsMax = 2_000;

/** Null: it is no score of this survey. */
export function scoreOf(survey: SurveyKey, text: string | null): number | null {
  const parsed = z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .safeParse(text);
  return parsed.success && surveys[survey].scores.includes(parsed.data) ? parsed.data : null;
}

type Ends = { readonly low: string; readonly high: string };
type EndsOf = Readonly<Record<SurveyKey, Ends>>;

const ends: Readonly<Record<string, EndsOf>> = {
  en: {
    nps: { low: 'Not at all likely', high: 'Very likely' },
    csat: { low: 'Very bad', high: 'Very good' },
  },
  zh: {
    nps: { low: '完全不可能', high: '非常可能' },
    csat: { low: '非常不满意', high: '非常满意' },
  },
  de: {
    nps: { low: 'Sehr unwahrscheinlich', high: 'Sehr wahrscheinlich' },
    csat: { low: 'Sehr schlecht', high: 'Sehr gut' },
  },
};

/** What the ends of the scale mean. @param locale BCP 47; in English where we have no words for it */
export function endsOf(survey: SurveyKey, locale: string): Ends {
  const found = ends[locale.toLowerCase().split('-')[0] ?? ''] ?? ends['en'];
  return found?.[survey] ?? { low: '', high: '' };
}

const block = /\{\{\s*survey\s+(?:"(nps|csat)"|'(nps|csat)')\s*\}\}/g;

/**
 * Puts the question's links where a text says `{{survey "nps"}}`: in HTML (inside of mj-text) a row of scores, in plain text the address of
 * the page. Without line breaks, so that faults of a text keep their lines.
 */
export function withSurveys(text: string, format: ContentFormat, locale: string): string {
  if (format !== 'mjml' && format !== 'text') return text;
  return text.replace(block, (_all, double?: string, single?: string) => {
    const key: SurveyKey = (double ?? single) === 'csat' ? 'csat' : 'nps';
    return format === 'text' ? `{{surveys.${key}}}` : row(key, locale);
  });
}

function row(key: SurveyKey, locale: string): string {
  const { low, high } = endsOf(key, locale);
  const { scores } = surveys[key];
  const link =
    'display:block;padding:10px 0;border:1px solid #767676;border-radius:6px;background:#ffffff;color:#1a1a1a;font-weight:600;text-align:center;text-decoration:none';
  const cells = scores.map(
    (score) =>
      `<td style="padding:2px" width="${Math.floor(100 / scores.length)}%"><a href="{{surveys.${key}}}?score=${score}" style="${link}">${score}</a></td>`,
  );
  const words = `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td style="font-size:12px">${low}</td><td style="font-size:12px" align="right">${high}</td></tr></table>`;
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr>${cells.join('')}</tr></table>${words}`;
}
