import {
  announceDone,
  ConfirmDialog,
  ErrorState,
  LoadingState,
  objects,
  textIn,
  useCommand,
  useData,
  useLocale,
  useTexts,
  WarningBadge,
} from '@rapport/sdk/admin';
import { isJsonObject } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Badge, Flex, Typography } from '@strapi/design-system';
import type { Connection } from './connection-dialog';
import { HelpdeskCheckDocument, SetUpHelpdeskDocument } from './helpdesks.documents';
import { texts } from './texts';

type Props = { readonly connection: Connection; readonly onClose: () => void };

/** What is missing, in plain words; what a program can make is made by one button. */
export function CheckDialog({ connection: { key, name }, onClose }: Props) {
  const t = useTexts(texts);
  const input = { key, address: window.location.origin };
  const check = useData(HelpdeskCheckDocument, input);
  const setUp = useCommand(SetUpHelpdeskDocument);
  const findings = objects(check.data?.helpdeskCheck);
  const isMendable = findings.some((one) => mendable.has(textIn(one, 'key')) && textIn(one, 'state') !== 'ok');
  const start = (): void =>
    setUp.mutate(
      { input },
      {
        onSuccess: () => {
          announceDone({ message: t('setUpDone') });
          void check.refetch();
        },
      },
    );
  return (
    <ConfirmDialog
      title={t('checkTitle', { name })}
      action={t('setUp')}
      isWide
      isBusy={setUp.isPending}
      isDisabled={!isMendable || check.isFetching}
      error={setUp.error}
      onConfirm={start}
      onClose={onClose}
    >
      {check.isLoading && <LoadingState />}
      {check.error !== null && <ErrorState error={check.error} onRetry={() => void check.refetch()} />}
      {findings.length > 0 && (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
          {findings.map((one) => (
            <Finding key={textIn(one, 'key')} json={one} />
          ))}
        </Flex>
      )}
      <Typography textColor="neutral600">{t('setUpText')}</Typography>
    </ConfirmDialog>
  );
}

/** What the button makes. */
const mendable: ReadonlySet<string> = new Set(['webhook', 'signature', 'panel']);

function Finding({ json }: { readonly json: JsonObject }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { text } = json;
  const isOk = textIn(json, 'state') === 'ok';
  return (
    <Flex tag="li" gap={3} alignItems="flex-start">
      {isOk ? (
        <Badge backgroundColor="success100" textColor="success700">
          {t('checkOk')}
        </Badge>
      ) : (
        <WarningBadge>{t(textIn(json, 'state') === 'wrong' ? 'checkWrong' : 'checkWarning')}</WarningBadge>
      )}
      <Typography>{text !== undefined && isJsonObject(text) ? textIn(text, locale) : ''}</Typography>
    </Flex>
  );
}
