import {
  ErrorState,
  formatBytes,
  formatNumber,
  isJsonObject,
  LoadingState,
  Notice,
  numberIn,
  objects,
  textIn,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Checkbox, Flex, Typography } from '@strapi/design-system';
import { useEffect } from 'react';
import { RetentionPreviewDocument } from './data-care.documents';
import { texts } from './texts';

const namesShown = 8;

export type Change = { readonly name: string | null; readonly days: number | null; readonly remove: boolean };
type Props = {
  readonly change: Change;
  readonly understood: boolean;
  readonly onUnderstood: (understood: boolean) => void;
  /** How many events would go; null until it is known. */
  readonly onEvents: (events: number | null) => void;
};

/** What a rule deletes, before it is set; whoever deletes something says that he knows. */
export function ExpiryPreview({ change, understood, onUnderstood, onEvents }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { data, error, isLoading, refetch } = useData(RetentionPreviewDocument, change);
  const preview = isJsonObject(data?.retentionPreview) ? data.retentionPreview : null;
  const events = preview === null ? null : numberIn(preview, 'events');
  useEffect(() => onEvents(events), [events, onEvents]);
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography variant="sigma">{t('preview')}</Typography>
      {isLoading && <LoadingState lines={2} />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {preview !== null && events === 0 && <Notice kind="good">{t('previewNothing')}</Notice>}
      {preview !== null && events !== null && events > 0 && (
        <Notice kind="warning">
          <Typography>
            {t('previewAll', {
              count: events,
              events: formatNumber(events, locale),
              bytes: formatBytes(numberIn(preview, 'bytes'), locale),
            })}
          </Typography>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
            {objects(preview['names'])
              .slice(0, namesShown)
              .map((one) => (
                <Flex key={`${textIn(one, 'type')} ${textIn(one, 'name')}`} tag="li" justifyContent="space-between">
                  <Typography>{textIn(one, 'name') || textIn(one, 'type')}</Typography>
                  <Typography>{formatNumber(numberIn(one, 'events'), locale)}</Typography>
                </Flex>
              ))}
          </Flex>
          <Checkbox checked={understood} onCheckedChange={(on) => onUnderstood(on === true)}>
            {t('understood')}
          </Checkbox>
        </Notice>
      )}
    </Flex>
  );
}
