import { defineTexts, LoadMore, nodesOf, RelativeTime, usePages, useTexts } from '@rapport/sdk/admin';
import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import { useId, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { CustomerJourneysDocument } from '../journeys/journeys.documents';
import type { CustomerJourneysQuery } from '../journeys/journeys.documents';
import { EnrolmentStory } from '../journeys/live/enrolment-story';
import { Outcome } from '../journeys/live/outcome';
import { WhyNot } from './why-not';

const texts = defineTexts({
  journeys: { en: 'Journeys', 'zh-Hans': '客户旅程' },
  none: { en: 'Was on no journey so far.', 'zh-Hans': '尚未进入任何旅程。' },
  entered: { en: 'entered', 'zh-Hans': '进入于' },
  story: { en: 'Story', 'zh-Hans': '经过' },
  storyOf: { en: 'Story: {name}', 'zh-Hans': '经过：{name}' },
});
const perPage = 5;
const connectionOf = (result: CustomerJourneysQuery) => result.profile?.journeys;
type Run = NonNullable<CustomerJourneysQuery['profile']>['journeys']['edges'][number]['node'];

/** On the page of a customer: runs through journeys, each with its story, and why there is none of another journey. */
export function CustomerJourneys({ profileId }: { readonly profileId: string }) {
  const t = useTexts(texts);
  const heading = useId();
  const list = usePages(CustomerJourneysDocument, { id: profileId, first: perPage }, connectionOf);
  const runs = nodesOf(list.data, connectionOf);
  if (list.data === undefined) return null;
  return (
    <Flex tag="section" aria-labelledby={heading} direction="column" alignItems="stretch" gap={3} paddingTop={5}>
      <Typography variant="epsilon" fontWeight="bold" tag="h3" id={heading}>
        {t('journeys')}
      </Typography>
      {runs.length === 0 && <Typography textColor="neutral600">{t('none')}</Typography>}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {runs.map((run) => (
          <RunLine key={run.enrolmentId} run={run} />
        ))}
      </Flex>
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
      <WhyNot profileId={profileId} />
    </Flex>
  );
}

function RunLine({ run }: { readonly run: Run }) {
  const t = useTexts(texts);
  const [isOpen, setIsOpen] = useState(false);
  const { journey, key, enteredAt, enrolmentId } = run;
  return (
    <Box tag="li">
      <Flex justifyContent="space-between" gap={2}>
        <Link tag={NavLink} to={`/journeys/${journey.journeyId}`}>
          {key === '' ? journey.name : `${journey.name} · ${key}`}
        </Link>
        <Button
          size="S"
          variant="ghost"
          aria-expanded={isOpen}
          aria-label={t('storyOf', { name: journey.name })}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('story')}
        </Button>
      </Flex>
      <Outcome run={run} />
      <Typography variant="pi" textColor="neutral600" tag="p">
        {t('entered')} <RelativeTime at={enteredAt} />
      </Typography>
      {isOpen && <EnrolmentStory enrolmentId={enrolmentId} />}
    </Box>
  );
}
