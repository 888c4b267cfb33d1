import { ConfirmDialog, defineTexts, newCommandKey, useCommand, useTexts } from '@rapport/sdk/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useState } from 'react';
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
  const [asking, setAsking] = useState(false);
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
        <Button variant="danger-light" startIcon={<Trash aria-hidden />} onClick={() => setAsking(true)}>
          {t('delete')}
        </Button>
        {asking && (
          <ConfirmDialog
            title={`${t('delete')}: ${source.name}`}
            text={t('consequence')}
            action={t('delete')}
            isDanger
            isBusy={remove.isPending}
            error={remove.error}
            onConfirm={confirm}
            onClose={() => setAsking(false)}
          />
        )}
      </Flex>
    </Box>
  );
}
