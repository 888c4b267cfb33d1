import { describeError, nameOf, useData, useLocale, useSettled, useTexts } from '@rapport/sdk/admin';
import { Box, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { ByLanguage } from './edit-dialog';
import { SituationCustomersDocument, SituationPreviewDocument, SituationSearchDocument } from './situations.documents';
import { texts } from './texts';

const settleMilliseconds = 300;

type Props = { readonly situationKey: string; readonly evidence: ByLanguage };

/** How the sentence of the page's language reads on a real customer, while it is written. */
export function EvidencePreview({ situationKey, evidence }: Props) {
  const t = useTexts(texts);
  const [text, setText] = useState('');
  const search = useSettled(text.trim(), settleMilliseconds);
  const customer = useCustomer(situationKey, search);
  return (
    <Box background="neutral100" padding={4} hasRadius>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Field.Root name="preview" hint={t('previewHint')}>
          <Field.Label>{t('previewOn')}</Field.Label>
          <TextInput value={text} onChange={(event) => setText(event.target.value)} />
          <Field.Hint />
        </Field.Root>
        {customer === null && <Typography textColor="neutral600">{t('nobody')}</Typography>}
        {customer !== null && customer !== undefined && (
          <Sentence
            situationKey={situationKey}
            evidence={evidence}
            profileId={customer.profileId}
            name={nameOf(customer.traits) ?? t('anonymous')}
          />
        )}
      </Flex>
    </Box>
  );
}

/** Undefined while it is asked; null: there is nobody. */
function useCustomer(situation: string, search: string) {
  const inIt = useData(SituationCustomersDocument, { situation }, { enabled: search === '' });
  const found = useData(SituationSearchDocument, { text: search }, { enabled: search !== '' });
  if (search !== '') return found.data === undefined ? undefined : (found.data.searchProfiles.edges[0]?.node ?? null);
  return inIt.data === undefined ? undefined : (inIt.data.needsAttention.edges[0]?.node.profile ?? null);
}

function Sentence(props: Props & { readonly profileId: string; readonly name: string }) {
  const { situationKey: key, evidence, profileId, name } = props;
  const t = useTexts(texts);
  const locale = useLocale();
  const settled = useSettled(JSON.stringify(evidence), settleMilliseconds);
  const isSettled = settled === JSON.stringify(evidence);
  const preview = useData(
    SituationPreviewDocument,
    { key, profileId, evidence, locale },
    { keepPrevious: true, enabled: isSettled },
  );
  return (
    <Typography role="status">
      {t('readsOn', { name })}{' '}
      {preview.error === null ? preview.data?.situationPreview.evidence : describeError(preview.error, locale)}
    </Typography>
  );
}
