import { Card, ErrorState, nodesOf, useEveryPage, useLocale, usePages, useTexts, useViewer } from '@rapport/sdk/admin';
import type { CustomerCardProps } from '@rapport/sdk/admin';
import { Badge, Box, Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { wordsIn } from '../words-in';
import { CustomerConsentDocument } from './consent.documents';
import type { CustomerConsentQuery } from './consent.documents';
import { Entries } from './consent-entries';
import { texts } from './consent-texts';
import { RecordDialog } from './record-dialog';
import { SuppressDialog } from './suppress-dialog';
import { Suppressions } from './suppressions';

const perPage = 100;
const connectionOf = (result: CustomerConsentQuery) => result.profile?.consents;
type Found = NonNullable<CustomerConsentQuery['profile']>;
export type TopicConsent = Found['consents']['edges'][number]['node'];
export type Suppression = Found['suppressions']['edges'][number]['node'];

const colours = {
  GRANTED: { backgroundColor: 'success100', textColor: 'success700' },
  DENIED: { backgroundColor: 'danger100', textColor: 'danger700' },
  UNKNOWN: { backgroundColor: 'neutral150', textColor: 'neutral700' },
} as const;

/** E-mail first: it is what people mostly ask about, and what a dialog begins with. */
const byUse = (one: string, other: string): number =>
  Number(other === 'email') - Number(one === 'email') || one.localeCompare(other);

const words = { GRANTED: 'GRANTED', DENIED: 'DENIED', UNKNOWN: 'UNKNOWN' } as const;

/** On the page of a customer: what he said of each topic, what holds, and why. */
export default function CustomerConsent({ profileId }: CustomerCardProps) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const list = usePages(CustomerConsentDocument, { id: profileId, first: perPage }, connectionOf);
  useEveryPage(list);
  const [asking, setAsking] = useState<'record' | 'suppress' | null>(null);
  const consents = nodesOf(list.data, connectionOf);
  const suppressions = (list.data?.pages[0]?.profile?.suppressions.edges ?? []).map(({ node }) => node);
  const media = [...new Set(consents.map(({ medium }) => medium))].sort(byUse);
  if (list.data === undefined && list.error === null) return null;
  const close = (): void => setAsking(null);
  return (
    <Card title={t('title')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {list.error !== null && consents.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.data !== undefined && consents.length === 0 && (
          <Typography textColor="neutral600">{t('none')}</Typography>
        )}
        {media.map((medium) => (
          <Box key={medium} tag="section" aria-label={medium}>
            <Typography variant="sigma" tag="h3" textColor="neutral600">
              {medium}
            </Typography>
            <Flex tag="ul" direction="column" alignItems="stretch" gap={3} paddingTop={2}>
              {consents
                .filter((one) => one.medium === medium)
                .map((one) => (
                  <TopicLine key={one.topic.key} consent={one} />
                ))}
            </Flex>
          </Box>
        ))}
        {suppressions.length > 0 && (
          <Suppressions profileId={profileId} suppressions={suppressions} canWrite={can('consent.write')} />
        )}
        {can('consent.write') && media.length > 0 && (
          <Flex gap={2} wrap="wrap">
            <Button size="S" variant="secondary" onClick={() => setAsking('record')}>
              {t('record')}
            </Button>
            <Button size="S" variant="danger-light" onClick={() => setAsking('suppress')}>
              {t('suppress')}
            </Button>
          </Flex>
        )}
      </Flex>
      {asking === 'record' && <RecordDialog {...{ profileId, consents, media }} onClose={close} />}
      {asking === 'suppress' && <SuppressDialog {...{ profileId, media }} onClose={close} />}
    </Card>
  );
}

function TopicLine({ consent: { topic, consent, isAllowed, entries } }: { readonly consent: TopicConsent }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const name = wordsIn(topic.name, locale) || topic.key;
  const isNeeded = topic.kind === 'TRANSACTIONAL' && isAllowed;
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1}>
      <Flex justifyContent="space-between" gap={2} wrap="wrap">
        <Typography fontWeight="semiBold">{name}</Typography>
        <Badge {...colours[consent]}>{t(words[consent])}</Badge>
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {isNeeded ? t('needed') : isAllowed ? t('allowed') : t('notAllowed')}
      </Typography>
      <details>
        <Typography tag="summary" variant="pi">
          {t('why', { topic: name })}
        </Typography>
        <Entries entries={entries} />
      </details>
    </Flex>
  );
}
