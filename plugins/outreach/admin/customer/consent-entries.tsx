import { Masked, isMasked, RelativeTime, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { texts } from './consent-texts';
import type { TopicConsent } from './customer-consent';
import { evidenceKeys, evidenceLines, ways } from './evidence';

const proofs = { CLAIMED: 'CLAIMED', VERIFIED: 'VERIFIED', CONFIRMED: 'CONFIRMED' } as const;

/** What was said of a topic, the newest first, each with what shows that it was. */
export function Entries({ entries }: Pick<TopicConsent, 'entries'>) {
  const t = useTexts(texts);
  if (entries.length === 0)
    return (
      <Typography variant="pi" textColor="neutral600">
        {t('nothingSaid')}
      </Typography>
    );
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={2} paddingTop={1}>
      {entries.map(({ address, topic, decision, proof, at, evidence }, index) => (
        <Flex key={index} tag="li" direction="column" alignItems="stretch">
          <Typography variant="pi">
            {t(decision)} · <Address address={address} /> · <RelativeTime at={at} />
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {topic === null ? `${t(proofs[proof])}, ${t('everyTopic')}` : t(proofs[proof])}
          </Typography>
          <Evidence evidence={evidence} />
        </Flex>
      ))}
    </Flex>
  );
}

export function Address({ address }: { readonly address: string }) {
  const t = useTexts(texts);
  if (isMasked(address)) return <Masked />;
  return <>{address === '' ? t('noAddress') : address}</>;
}

/** Line by line, under names that people know where there is one. */
export function Evidence({ evidence }: { readonly evidence: Json }) {
  const t = useTexts(texts);
  return evidenceLines(evidence).map(({ key, text }) => {
    const known = evidenceKeys.find((one) => one === key);
    const way = key === 'how' ? ways.find((one) => one === text) : undefined;
    return (
      <Typography key={key} variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
        {t('line', { name: known === undefined ? key : t(known), text: way === undefined ? text : t(way) })}
      </Typography>
    );
  });
}
