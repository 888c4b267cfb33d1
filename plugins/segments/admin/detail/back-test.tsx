import {
  Card,
  CustomerLink,
  defineTexts,
  ErrorState,
  Figure,
  formatNumber,
  LoadingState,
  objects,
  textIn,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { SegmentBackTestDocument } from './detail.documents';
import type { SegmentBackTestQuery } from './detail.documents';
import type { Segment } from './segment-page';

const texts = defineTexts({
  title: { en: 'As it would have been', 'zh-Hans': '回溯到过去' },
  lead: {
    en: 'Whom the draft would have meant at another time, by what was known then.',
    'zh-Hans': '按当时已知的数据，计算草稿在过去某一时刻包含哪些客户。',
  },
  asOf: { en: 'As of', 'zh-Hans': '时间点' },
  run: { en: 'Look back', 'zh-Hans': '开始回溯' },
  then: { en: 'Then', 'zh-Hans': '当时' },
  now: { en: 'Now', 'zh-Hans': '现在' },
  everyone: { en: 'Of so many customers', 'zh-Hans': '当时客户总数' },
  some: { en: 'Some of them', 'zh-Hans': '部分客户' },
  notes: { en: 'What it cannot know', 'zh-Hans': '局限' },
});
const dayMilliseconds = 86_400_000;

/** The same definition, with another clock. */
export function BackTest({ segment }: { readonly segment: Segment }) {
  const t = useTexts(texts);
  const [day, setDay] = useState(() => new Date(Date.now() - 30 * dayMilliseconds).toISOString().slice(0, 10));
  const [asked, setAsked] = useState<string | null>(null);
  const asOf = `${asked ?? day}T00:00:00.000Z`;
  const variables = { id: segment.segmentId, definition: segment.definition ?? null, asOf };
  const query = useData(SegmentBackTestDocument, variables, { enabled: asked !== null });
  const today = new Date().toISOString().slice(0, 10);
  return (
    <Card title={t('title')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography textColor="neutral600">{t('lead')}</Typography>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setAsked(day);
          }}
        >
          <Flex gap={3} alignItems="flex-end">
            <Field.Root name="asOf">
              <Field.Label>{t('asOf')}</Field.Label>
              <TextInput type="date" max={today} value={day} onChange={(event) => setDay(event.target.value)} />
            </Field.Root>
            <Button type="submit" size="L" variant="secondary" loading={query.isFetching} disabled={day === ''}>
              {t('run')}
            </Button>
          </Flex>
        </form>
        {query.isLoading && <LoadingState lines={3} />}
        {query.error !== null && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data !== undefined && <Result result={query.data.segmentBackTest} size={segment.size} />}
      </Flex>
    </Card>
  );
}

type ResultProps = { readonly result: SegmentBackTestQuery['segmentBackTest']; readonly size: number };

function Result({ result, size }: ResultProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const people = result.sample.edges.flatMap(({ node }) => (node === null ? [] : [node]));
  const notes = objects(result.notes).map((one) => textIn(one, locale));
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex tag="dl" gap={8} wrap="wrap">
        <Figure label={t('then')}>{formatNumber(result.count, locale)}</Figure>
        <Figure label={t('now')}>{formatNumber(size, locale)}</Figure>
        <Figure label={t('everyone')}>{formatNumber(result.everyone, locale)}</Figure>
      </Flex>
      {people.length > 0 && (
        <div>
          <Typography variant="pi" textColor="neutral600">
            {t('some')}
          </Typography>
          <ul>
            {people.map((profile) => (
              <Typography key={profile.profileId} tag="li">
                <CustomerLink profile={profile} />
              </Typography>
            ))}
          </ul>
        </div>
      )}
      {notes.length > 0 && (
        <div>
          <Typography variant="pi" textColor="neutral600">
            {t('notes')}
          </Typography>
          <ul>
            {notes.map((note) => (
              <Typography key={note} tag="li">
                {note}
              </Typography>
            ))}
          </ul>
        </div>
      )}
    </Flex>
  );
}
