import {
  Card,
  downloadText,
  EmptyState,
  ErrorState,
  Figure,
  formatNumber,
  LoadingState,
  Notice,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { ApiError, Json } from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { ChartBubble, Download } from '@strapi/icons';
import { Funnel } from './funnel';
import { GroupsTable } from './groups-table';
import { ControlCard } from './lift';
import { OverTime } from './over-time';
import { fewSentMax, resultsIn } from './results-in';
import type { Arm, Results } from './results-in';
import { Surveys } from './surveys';
import { csvOf } from './tables';
import { texts } from './texts';
import { formatShare, languageName } from './words';

export type ResultsProps = {
  readonly query: {
    /** As Broadcast.results and Journey.results of the API; undefined: not known yet. */
    readonly results: Json | undefined;
    readonly error: ApiError | null;
    readonly onRetry: () => void;
  };
  /** Of the file. */
  readonly campaign: string;
  /** What is told apart within it: texts of a broadcast, steps of a journey, each with its name. */
  readonly parts: { readonly are: 'arms' | 'steps'; readonly nameOf: (arm: Arm) => string };
  readonly hasGoal: boolean;
};

/** What a broadcast or a journey achieved. */
export function ResultsView({ query, campaign, parts, hasGoal }: ResultsProps) {
  const t = useTexts(texts);
  const results = resultsIn(query.results);
  if (results === null)
    return query.error === null ? (
      <LoadingState lines={8} />
    ) : (
      <ErrorState error={query.error} onRetry={query.onRetry} />
    );
  if (results.totals.sent === 0 && results.control === null)
    return (
      <EmptyState icon={<ChartBubble width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('none')} />
    );
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex justifyContent="flex-end">
        <Button
          variant="tertiary"
          startIcon={<Download aria-hidden />}
          onClick={() => downloadText(csvOf(results), `results-${campaign}.csv`, 'text/csv')}
        >
          {t('download')}
        </Button>
      </Flex>
      {results.totals.sent < fewSentMax && <Notice kind="warning">{t('few', { count: results.totals.sent })}</Notice>}
      <Card title={t('funnel')}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Funnel totals={results.totals} hasGoal={hasGoal} />
          <Apart results={results} />
          <Explained results={results} parts={parts} hasGoal={hasGoal} />
        </Flex>
      </Card>
      {results.control !== null && <ControlCard control={results.control} />}
      <OverTime days={results.days} hasGoal={hasGoal} />
      <Tables results={results} parts={parts} hasGoal={hasGoal} />
      {results.surveys.length > 0 && <Surveys results={results} nameOf={parts.nameOf} />}
    </Flex>
  );
}

type ShownProps = { readonly results: Results };

/** What nobody hopes for. */
function Apart({ results: { totals } }: ShownProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <Flex tag="dl" gap={8} wrap="wrap">
      {(['unsubscribed', 'bounced', 'complained'] as const).map((name) => (
        <Figure key={name} label={t(name)}>
          {formatNumber(totals[name], locale)}{' '}
          <Typography variant="pi" textColor="neutral600">
            {formatShare(totals[name], totals.sent, locale)}
          </Typography>
        </Figure>
      ))}
    </Flex>
  );
}

/** How it is counted. */
function Explained({ results: { goal }, parts, hasGoal }: ShownProps & Pick<ResultsProps, 'parts' | 'hasGoal'>) {
  const t = useTexts(texts);
  const about = !hasGoal ? t('noGoal') : parts.are === 'steps' || goal === null ? t('goalStep') : t('goal', goal);
  return (
    <Typography variant="pi" textColor="neutral600">
      {about} {t('told')}
    </Typography>
  );
}

function Tables({ results, parts, hasGoal }: ShownProps & Pick<ResultsProps, 'parts' | 'hasGoal'>) {
  const t = useTexts(texts);
  const locale = useLocale();
  const areSteps = parts.are === 'steps';
  return (
    <>
      <GroupsTable
        title={areSteps ? t('steps') : t('arms')}
        head={areSteps ? t('step') : t('arm')}
        groups={results.arms.map((arm) => ({ ...arm, name: parts.nameOf(arm) }))}
        hasGoal={hasGoal}
      />
      <GroupsTable
        title={t('locales')}
        head={t('locale')}
        groups={results.locales.map((one) => ({
          ...one,
          name: one.key === '' ? t('noLocale') : languageName(one.key, locale),
        }))}
        hasGoal={hasGoal}
      />
      <GroupsTable
        title={t('channels')}
        head={t('channel')}
        groups={results.channels.map((one) => ({ ...one, name: one.key }))}
        hasGoal={hasGoal}
      />
    </>
  );
}
