import { defineTexts, describeError, newCommandKey, useCommand, useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { Trash, WarningCircle } from '@strapi/icons';
import { useNavigate } from 'react-router-dom';
import { forgetKey } from './fresh-keys';
import type { Source } from './source-detail';
import { DeleteSourceDocument } from './sources.documents';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  delete: { en: 'Delete this source', 'zh-Hans': '删除此数据源' },
  consequence: {
    en: 'Its key is refused at once, and that cannot be undone. Its events and customers stay. Its rejected events cannot be sent again any more. To stop it for a while, switch it off instead.',
    'zh-Hans': '其密钥会立即失效且无法恢复。已有的事件和客户会保留，但被拒事件将无法再重发。如只想暂停，请停用它。',
  },
});

export function DeleteSource({ source }: { readonly source: Source }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const navigate = useNavigate();
  const remove = useCommand(DeleteSourceDocument);
  const confirm = (): void =>
    remove.mutate(
      { input: { source: source.ref, idempotencyKey: newCommandKey() } },
      {
        onSuccess: () => {
          forgetKey(source.ref);
          navigate('/sources');
        },
      },
    );
  return (
    <Box background="neutral0" padding={6} hasRadius shadow="tableShadow">
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Typography textColor="neutral700">{t('consequence')}</Typography>
        <Dialog.Root>
          <Dialog.Trigger>
            <Button variant="danger-light" startIcon={<Trash aria-hidden />} loading={remove.isPending}>
              {t('delete')}
            </Button>
          </Dialog.Trigger>
          <Dialog.Content>
            <Dialog.Header>{`${t('delete')}: ${source.name}`}</Dialog.Header>
            <Dialog.Body icon={<WarningCircle fill="danger600" aria-hidden />}>{t('consequence')}</Dialog.Body>
            <Dialog.Footer>
              <Dialog.Cancel>
                <Button variant="tertiary" fullWidth>
                  {t('cancel')}
                </Button>
              </Dialog.Cancel>
              <Dialog.Action>
                <Button variant="danger" fullWidth onClick={confirm}>
                  {t('delete')}
                </Button>
              </Dialog.Action>
            </Dialog.Footer>
          </Dialog.Content>
        </Dialog.Root>
        {remove.error !== null && (
          <Typography textColor="danger600" role="alert">
            {describeError(remove.error, locale)}
          </Typography>
        )}
      </Flex>
    </Box>
  );
}
