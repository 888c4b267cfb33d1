import { wilsonInterval, z95 } from '@rapport/sdk';
import { type SurveyKey, surveyKeys, surveys } from '../survey';

/** How often a score was given to one message; `arm` as of a group of messages. */
export type ScoreCount = {
  readonly arm: string;
  readonly survey: string;
  readonly score: number;
  readonly count: number;
};
/** With its 95 % interval. */
type Estimate = { readonly value: number; readonly low: number; readonly high: number };

export type SurveyResult = {
  readonly survey: SurveyKey;
  readonly answers: number;
  /** Every score of the survey, also those that nobody gave, the highest first. */
  readonly scores: readonly { readonly score: number; readonly count: number }[];
  readonly value: Estimate;
};

/** Surveys that somebody answered. */
export function surveyResults(counts: readonly ScoreCount[]): readonly SurveyResult[] {
  return surveyKeys.flatMap((survey): SurveyResult[] => {
    const scores = [...surveys[survey].scores].reverse().map((score) => ({
      score,
      count: counts.reduce((sum, one) => (one.survey === survey && one.score === score ? sum + one.count : sum), 0),
    }));
    const answers = scores.reduce((sum, { count }) => sum + count, 0);
    if (answers === 0) return [];
    const between = (from: number, to: number): number =>
      scores.reduce((sum, { score, count }) => (score >= from && score <= to ? sum + count : sum), 0);
    const value =
      survey === 'nps'
        ? netPromoterScore({ promoters: between(9, 10), detractors: between(0, 6), of: answers })
        : satisfiedShare(between(4, 5), answers);
    return [{ survey, answers, scores, value }];
  });
}

/**
 * Promoters (9 and 10) less detractors (0 to 6), as a share of all from -1 to 1; its interval is the adjusted Wald one with three answers
 * added, ¾ promoters and ¾ detractors among them, which holds for few answers, too (Rocks 2016, The American Statistician 70:365-372).
 */
function netPromoterScore(answers: {
  readonly promoters: number;
  readonly detractors: number;
  readonly of: number;
}): Estimate {
  const { promoters, detractors, of } = answers;
  const n = of + 3;
  const [p, d] = [(promoters + 0.75) / n, (detractors + 0.75) / n];
  const half = z95 * Math.sqrt((p + d - (p - d) ** 2) / n);
  return {
    value: (promoters - detractors) / of,
    low: Math.max(-1, p - d - half),
    high: Math.min(1, p - d + half),
  };
}

/** Scores of 4 and 5, as a share of all. */
function satisfiedShare(satisfied: number, of: number): Estimate {
  const value = satisfied / of;
  return { value, ...wilsonInterval(value, of) };
}
