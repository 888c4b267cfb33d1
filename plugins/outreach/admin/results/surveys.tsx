import { Card, useLocale, useTexts } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { ReasonBars } from '../words/reason-bars';
import type { Tone } from '../words/reason-bars';
import { fewAnswersMax } from './results-in';
import type { Survey } from './results-in';
import { texts } from './texts';
import { formatPoints, formatRate } from './words';

/** What was answered by the scores in messages. */
export function Surveys({ surveys }: { readonly surveys: readonly Survey[] }) {
  const t = useTexts(texts);
  return (
    <Card title={t('surveys')}>
      <Flex direction="column" alignItems="stretch" gap={6}>
        {surveys.map((survey) => (
          <OneSurvey key={survey.survey} survey={survey} />
        ))}
      </Flex>
    </Card>
  );
}

function OneSurvey({ survey: { survey, answers, scores, value } }: { readonly survey: Survey }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const isNps = survey === 'nps';
  const write = (share: number): string => (isNps ? formatPoints(share, locale) : formatRate(share, locale));
  const said = value && { value: write(value.value), low: write(value.low), high: write(value.high) };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="delta" tag="h3">
        {isNps ? t('nps') : t('csat')}
      </Typography>
      {said !== null && (
        <Typography fontWeight="semiBold">{isNps ? t('npsSays', said) : t('csatSays', said)}</Typography>
      )}
      <Typography variant="pi" textColor="neutral600">
        {t('answers', { count: answers })} {answers < fewAnswersMax && t('fewAnswers')}
      </Typography>
      <ReasonBars
        bars={scores.map(({ score, count }) => ({
          ...{ key: String(score), count, tone: toneOf(isNps, score) },
          sentence: t('scoreCount', { score, count }),
        }))}
      />
    </Flex>
  );
}

function toneOf(isNps: boolean, score: number): Tone {
  const [bad, good] = isNps ? [6, 9] : [2, 4];
  return score >= good ? 'sent' : score <= bad ? 'failed' : 'withheld';
}
