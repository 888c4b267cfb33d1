import { ConfirmDialog, ErrorState, LoadingState, useData, useTexts } from '@rapport/sdk/admin';
import { Badge, Box, Flex } from '@strapi/design-system';
import { UnmergePreviewDocument } from '../../identity/identity.documents';
import { SideCard } from '../../identity/side-card';
import { useIdentity } from '../../identity/use-identity';
import { texts } from './texts';

type Props = { readonly mergeId: string; readonly onClose: () => void };

/** What either side will be, before it is. */
export function UnmergeDialog({ mergeId, onClose }: Props) {
  const t = useTexts(texts);
  const identity = useIdentity();
  const { data, error, refetch } = useData(UnmergePreviewDocument, { mergeId });
  const unmerge = () => identity.unmerge(mergeId).then(onClose, () => undefined);
  const sides = data === undefined ? null : ([data.unmergePreview.first, data.unmergePreview.second] as const);
  return (
    <ConfirmDialog
      title={t('unmergeTitle')}
      text={t('unmergeBody')}
      action={t('unmergeAction')}
      isWide
      isBusy={identity.isBusy}
      isDisabled={sides === null}
      error={identity.error}
      onConfirm={() => void unmerge()}
      onClose={onClose}
    >
      {sides === null && error === null && <LoadingState />}
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {sides !== null && (
        <Flex gap={4} alignItems="stretch" wrap="wrap">
          {sides.map((side, index) => (
            <Box key={side.profileId} flex="1" minWidth="26rem">
              <SideCard
                side={side}
                other={sides[1 - index] ?? null}
                heading={
                  <Box>
                    <Badge>{t(index === 0 ? 'stays' : 'leaves')}</Badge>
                  </Box>
                }
              />
            </Box>
          ))}
        </Flex>
      )}
    </ConfirmDialog>
  );
}
