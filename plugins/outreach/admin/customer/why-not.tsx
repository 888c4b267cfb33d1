import {
  defineTexts,
  describeError,
  LoadingState,
  nodesOf,
  objects,
  RelativeTime,
  textIn,
  useData,
  useEveryPage,
  useLocale,
  usePages,
  useTexts,
} from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { JourneyDecisionsDocument, PublishedJourneysDocument } from '../journeys/journeys.documents';
import type { PublishedJourneysQuery } from '../journeys/journeys.documents';
import { useJourneyWords } from '../journeys/use-journey-words';
import { useRefusalWords } from '../journeys/use-refusal-words';

const texts = defineTexts({
  why: { en: 'Why, or why not', 'zh-Hans': '为何进入或未进入' },
  choose: { en: 'Choose a journey', 'zh-Hans': '选择旅程' },
  nothing: { en: 'Nothing happened by which one comes in.', 'zh-Hans': '没有发生可进入旅程的事件。' },
  entered: { en: 'Came in', 'zh-Hans': '进入旅程' },
  ended: { en: 'Ended: {reason}', 'zh-Hans': '结束：{reason}' },
  refused: { en: 'Did not come in: {reason}', 'zh-Hans': '未进入：{reason}' },
  out: { en: 'Is not in the segment “{segment}”', 'zh-Hans': '不在分群“{segment}”中' },
});
const perPage = 100;
const connectionOf = (result: PublishedJourneysQuery) => result.journeys;

/** Why somebody came into a journey or not: one chooses which. */
export function WhyNot({ profileId }: { readonly profileId: string }) {
  const t = useTexts(texts);
  const [journeyId, setJourneyId] = useState('');
  const list = usePages(PublishedJourneysDocument, { first: perPage }, connectionOf);
  useEveryPage(list);
  const journeys = nodesOf(list.data, connectionOf).filter(({ version }) => version > 0);
  if (journeys.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <SingleSelect
        size="S"
        aria-label={t('why')}
        placeholder={`${t('why')}: ${t('choose')}`}
        value={journeyId}
        onChange={(next) => setJourneyId(String(next))}
      >
        {journeys.map((one) => (
          <SingleSelectOption key={one.journeyId} value={one.journeyId}>
            {one.name}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      {journeyId !== '' && <Decisions profileId={profileId} journeyId={journeyId} />}
    </Flex>
  );
}

function Decisions({ profileId, journeyId }: { readonly profileId: string; readonly journeyId: string }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { data, error } = useData(JourneyDecisionsDocument, { id: profileId, journeyId });
  if (error !== null) return <Typography textColor="danger600">{describeError(error, locale)}</Typography>;
  if (data === undefined) return <LoadingState lines={2} />;
  const decisions = objects(data.profile?.journeyDecisions);
  if (decisions.length === 0) return <Typography textColor="neutral600">{t('nothing')}</Typography>;
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={1}>
      {decisions.map((decision, at) => (
        <Decision key={at} decision={decision} />
      ))}
    </Flex>
  );
}

function Decision({ decision }: { readonly decision: JsonObject }) {
  const t = useTexts(texts);
  const { endOf } = useJourneyWords();
  const refusalOf = useRefusalWords();
  const reason = textIn(decision, 'reason');
  const told = {
    entered: t('entered'),
    ended: t('ended', { reason: endOf(reason) }),
    out: t('out', { segment: reason }),
  };
  const kind = textIn(decision, 'kind');
  return (
    <Typography tag="li">
      {kind === 'entered' || kind === 'ended' || kind === 'out'
        ? told[kind]
        : t('refused', { reason: refusalOf(reason) })}{' '}
      <Typography tag="span" variant="pi" textColor="neutral600">
        <RelativeTime at={textIn(decision, 'at')} />
      </Typography>
    </Typography>
  );
}
