import {
  CodeBlock,
  ConfirmDialog,
  CopyButton,
  ErrorState,
  isJsonObject,
  LoadingState,
  objects,
  textIn,
  useData,
  useLocale,
  useTexts,
  WarningBadge,
} from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Badge, Flex, Typography } from '@strapi/design-system';
import type { Channel } from './channels-page';
import { ChannelCheckDocument } from './channels.documents';
import { texts } from './texts';

type Props = { readonly channel: Channel; readonly onClose: () => void };

/** What is missing, in plain words, and what is to be published for it. */
export function CheckDialog({ channel: { key, name }, onClose }: Props) {
  const t = useTexts(texts);
  const check = useData(ChannelCheckDocument, { key });
  const findings = objects(check.data?.channelCheck);
  return (
    <ConfirmDialog
      title={t('checkTitle', { name })}
      action={t('checkAgain')}
      cancel={t('close')}
      isWide
      isBusy={check.isFetching}
      onConfirm={() => void check.refetch()}
      onClose={onClose}
    >
      {check.isLoading && <LoadingState lines={3} />}
      {check.error !== null && <ErrorState error={check.error} />}
      {check.data !== undefined && findings.length === 0 && <Typography>{t('checkNothing')}</Typography>}
      {findings.length > 0 && (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={5}>
          {findings.map((one) => (
            <Finding key={textIn(one, 'key')} json={one} />
          ))}
        </Flex>
      )}
    </ConfirmDialog>
  );
}

function Finding({ json }: { readonly json: JsonObject }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { text, publish } = json;
  const state = textIn(json, 'state');
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={2}>
      <Flex gap={3} alignItems="flex-start">
        {state === 'ok' ? (
          <Badge backgroundColor="success100" textColor="success700">
            {t('checkOk')}
          </Badge>
        ) : (
          <WarningBadge>{t(state === 'wrong' ? 'checkWrong' : 'checkWarning')}</WarningBadge>
        )}
        <Typography>{text !== undefined && isJsonObject(text) ? textIn(text, locale) : ''}</Typography>
      </Flex>
      {publish !== undefined && isJsonObject(publish) && <Published record={publish} />}
    </Flex>
  );
}

/** A DNS record, for instance: each part can be copied by itself. */
function Published({ record }: { readonly record: JsonObject }) {
  const t = useTexts(texts);
  return (
    <Flex tag="dl" direction="column" alignItems="stretch" gap={2} paddingLeft={4} aria-label={t('publish')}>
      {Object.entries(record).map(([name, value]) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return (
          <div key={name}>
            <Typography variant="pi" textColor="neutral600" tag="dt">
              {name}
            </Typography>
            <Flex tag="dd" gap={2} wrap="wrap">
              <CodeBlock text={text} label={name} />
              <CopyButton text={text} what={name} />
            </Flex>
          </div>
        );
      })}
    </Flex>
  );
}
