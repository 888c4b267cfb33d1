import {
  ErrorState,
  firstWhom,
  LoadingState,
  numberIn,
  objects,
  textIn,
  useData,
  useTexts,
  WhomField,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Badge, Box, Checkbox, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { Pieces } from './pieces';
import { channels } from './script-filters';
import type { ScriptNode } from './script-row';
import { PreviewScriptDocument, ScriptEdgeProfilesDocument } from './scripts.documents';
import { texts } from './texts';

/** What one script says to a customer, invented or real, and what of it is left out. */
export function ScriptPreview({ script }: { readonly script: ScriptNode }) {
  const t = useTexts(texts);
  const [whom, setWhom] = useState(firstWhom);
  const [channel, setChannel] = useState<(typeof channels)[number]>(script.channel ?? 'CHAT');
  const [withSample, setWithSample] = useState(true);
  const { opening, body, locale, tone } = script;
  const { customer, edgeProfile } = whom;
  const edgeProfiles = useData(ScriptEdgeProfilesDocument, {}).data?.scriptEdgeProfiles;
  const { data, error, refetch } = useData(
    PreviewScriptDocument,
    {
      opening,
      body,
      locale,
      tone,
      channel,
      withSample,
      ...(customer === null ? { edgeProfile } : { profileId: customer.profileId }),
    },
    { keepPrevious: true },
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <WhomField edgeProfiles={edgeProfiles} whom={whom} onChange={setWhom} />
      <Flex gap={4} wrap="wrap">
        <Box width="16rem">
          <SingleSelect
            aria-label={t('channel')}
            value={channel}
            onChange={(given) => setChannel(channels.find((one) => one === given) ?? 'CHAT')}
          >
            {channels.map((one) => (
              <SingleSelectOption key={one} value={one}>
                {t(one)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Box>
        <Checkbox checked={withSample} onCheckedChange={(value) => setWithSample(value === true)}>
          {t('sample')}
        </Checkbox>
      </Flex>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <LoadingState />}
      {data !== undefined && <Said preview={data.previewScript} />}
    </Flex>
  );
}

type Preview = {
  readonly text: string | null;
  readonly missing: readonly string[];
  readonly pieces: Json;
  readonly faults: Json;
};

function Said({ preview: { text, missing, pieces, faults } }: { readonly preview: Preview }) {
  const t = useTexts(texts);
  return (
    <>
      {objects(faults).map((fault) => (
        <Typography key={textIn(fault, 'message')} textColor="danger600">
          {t('fault', {
            field: textIn(fault, 'field'),
            line: numberIn(fault, 'line'),
            message: textIn(fault, 'message'),
          })}
        </Typography>
      ))}
      {text !== null && (
        <Box tag="section" aria-label={t('preview')} background="neutral100" hasRadius padding={4}>
          <Typography tag="p" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
            {text}
          </Typography>
        </Box>
      )}
      <Flex gap={2} wrap="wrap">
        <Typography textColor="neutral600">{t('leftOut', { count: missing.length })}</Typography>
        {missing.map((path) => (
          <Badge key={path} backgroundColor="warning100" textColor="neutral800">
            {path}
          </Badge>
        ))}
      </Flex>
      <Pieces pieces={objects(pieces)} />
    </>
  );
}
