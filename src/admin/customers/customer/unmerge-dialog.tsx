import { ErrorState, LoadingState, useData, useTexts } from '@rapport/sdk/admin';
import { Badge, Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
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
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('unmergeTitle')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>{t('unmergeBody')}</Typography>
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
            {identity.error !== null && <ErrorState error={identity.error} />}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={sides === null} loading={identity.isBusy} onClick={() => void unmerge()}>
            {t('unmergeAction')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
