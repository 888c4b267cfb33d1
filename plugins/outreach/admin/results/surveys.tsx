import { Card, useLocale, useTexts } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { ReasonBars } from '../words/reason-bars';
import type { Tone } from '../words/reason-bars';
import { fewAnswersMax } from './results-in';
import type { Arm, Results, Survey } from './results-in';
import { texts } from './texts';
import { formatPoints, formatRate } from './words';

type Props = { readonly results: Pick<Results, 'arms' | 'surveys'>; readonly nameOf: (arm: Arm) => string };

/** What was answered by the scores in messages: under the message that asked, and of all where several did. */
export function Surveys({ results: { arms, surveys }, nameOf }: Props) {
  const t = useTexts(texts);
  const asked = arms.filter((arm) => arm.surveys.length > 0);
  return (
    <Card title={t('surveys')}>
      <Flex direction="column" alignItems="stretch" gap={6}>
        {asked.length > 1 && <Answers title={t('allMessages')} surveys={surveys} />}
        {asked.map((arm) => (
          <Answers key={arm.key} title={nameOf(arm)} surveys={arm.surveys} />
        ))}
      </Flex>
    </Card>
  );
}

function Answers({ title, surveys }: { readonly title: string; readonly surveys: readonly Survey[] }) {
  return (
    <Flex tag="section" aria-label={title} direction="column" alignItems="stretch" gap={4}>
      <Typography variant="delta" tag="h3">
        {title}
      </Typography>
      {surveys.map((survey) => (
        <OneSurvey key={survey.survey} survey={survey} />
      ))}
    </Flex>
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
      <Typography fontWeight="bold" tag="h4">
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
