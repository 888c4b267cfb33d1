import { Card, RelativeTime, useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise } from '@strapi/icons';
import { useState } from 'react';
import { describeMerge } from '../../identity/review-words';
import type { CustomerQuery } from './customer.documents';
import { texts } from './texts';
import { UnmergeDialog } from './unmerge-dialog';
import { useActorName } from './use-actor-name';

type Merge = NonNullable<CustomerQuery['profile']>['merges']['edges'][number]['node'];

/** How this customer came to be one, and how to take it back. */
export function MergesCard({ merges, canUndo }: { readonly merges: readonly Merge[]; readonly canUndo: boolean }) {
  const t = useTexts(texts);
  const [undone, setUndone] = useState<string | null>(null);
  if (merges.length === 0) return null;
  return (
    <Card title={t('merges')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {merges.map((merge) => (
          <Row key={merge.mergeId} merge={merge} onUndo={canUndo && merge.undoneAt === null ? setUndone : null} />
        ))}
      </Flex>
      {undone !== null && <UnmergeDialog mergeId={undone} onClose={() => setUndone(null)} />}
    </Card>
  );
}

function Row({ merge, onUndo }: { readonly merge: Merge; readonly onUndo: ((mergeId: string) => void) | null }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const actor = useActorName(merge.actor);
  const undoneBy = useActorName(merge.undoneBy ?? '');
  const isUndone = merge.undoneAt !== null;
  return (
    <Flex tag="li" justifyContent="space-between" gap={2} alignItems="flex-start">
      <Box minWidth={0}>
        <Typography
          textColor={isUndone ? 'neutral600' : 'neutral800'}
          style={{ overflowWrap: 'anywhere', ...(isUndone ? { textDecoration: 'line-through' } : {}) }}
        >
          {describeMerge(merge.evidence, locale)}
        </Typography>
        <Typography variant="pi" textColor="neutral600" tag="p">
          <RelativeTime at={merge.at} /> · {t('by', { actor })}
        </Typography>
        {merge.undoneAt !== null && (
          <Typography variant="pi" textColor="neutral600" tag="p">
            {t('undone', { at: new Date(merge.undoneAt).toLocaleDateString(locale), actor: undoneBy })}
          </Typography>
        )}
      </Box>
      {onUndo !== null && (
        <IconButton variant="ghost" label={t('unmerge')} onClick={() => onUndo(merge.mergeId)}>
          <ArrowsCounterClockwise />
        </IconButton>
      )}
    </Flex>
  );
}
