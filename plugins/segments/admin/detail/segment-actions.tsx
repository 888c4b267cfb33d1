import {
  announceDone,
  ConfirmDialog,
  defineTexts,
  newCommandKey,
  useCommand,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Button, Flex, LinkButton, MenuItem, SimpleMenu } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { PublishDialog } from '../builder/publish-dialog';
import { PublishSegmentDocument } from '../builder/builder.documents';
import { PauseSegmentDocument, RemoveSegmentDocument } from './detail.documents';
import { ExportMenu } from './export-menu';
import type { Segment } from './segment-page';
import { versionsOf } from './versions-of';

const texts = defineTexts({
  edit: { en: 'Edit', 'zh-Hans': '编辑' },
  publish: { en: 'Publish', 'zh-Hans': '发布' },
  resume: { en: 'Resume', 'zh-Hans': '恢复' },
  pause: { en: 'Pause', 'zh-Hans': '暂停' },
  paused: { en: 'Paused: everybody stays where they are.', 'zh-Hans': '已暂停：成员保持不变。' },
  published: { en: 'Published. It is being built.', 'zh-Hans': '已发布，正在构建。' },
  remove: { en: 'Delete', 'zh-Hans': '删除' },
  removed: { en: 'Deleted.', 'zh-Hans': '已删除。' },
  more: { en: 'More', 'zh-Hans': '更多' },
  sure: { en: 'Delete “{name}”?', 'zh-Hans': '删除“{name}”？' },
  sureText: {
    en: 'All {size, plural, one {# member leaves} other {# members leave}} it, and whatever follows its entries and exits is told so. It cannot be taken back.',
    'zh-Hans': '全部 {size} 位成员将离开，并会通知所有订阅方。此操作无法撤销。',
  },
});

/** What may be done with a segment, by rights and by its state. */
export function SegmentActions({ segment }: { readonly segment: Segment }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [open, setOpen] = useState<'publish' | 'remove' | null>(null);
  const pause = useCommand(PauseSegmentDocument);
  const publish = useCommand(PublishSegmentDocument);
  const input = () => ({ segmentId: segment.segmentId, idempotencyKey: newCommandKey() });
  const start = (): void =>
    publish.mutate(
      { input: input() },
      {
        onSuccess: () => {
          setOpen(null);
          announceDone({ message: t('published') });
        },
      },
    );
  const stop = (): void =>
    pause.mutate(
      { input: input() },
      {
        onSuccess: () => announceDone({ message: t('paused'), undo: () => publish.mutateAsync({ input: input() }) }),
      },
    );
  const isRule = segment.kind === 'RULE';
  const mayPublish = can('segment.publish') && isRule;
  return (
    <Flex gap={2} wrap="wrap">
      {can('segment.write') && isRule && (
        <LinkButton tag={Link} to="edit" variant="secondary" startIcon={<Pencil aria-hidden />}>
          {t('edit')}
        </LinkButton>
      )}
      {mayPublish && hasNews(segment) && (
        <Button loading={publish.isPending} onClick={segment.version === 0 ? start : () => setOpen('publish')}>
          {segment.state === 'PAUSED' ? t('resume') : t('publish')}
        </Button>
      )}
      {can('segment.export') && <ExportMenu segmentKey={segment.key} />}
      {can('segment.publish') && (
        <SimpleMenu label={t('more')} variant="tertiary" popoverPlacement="bottom-end">
          {isRule && segment.state === 'PUBLISHED' && <MenuItem onSelect={stop}>{t('pause')}</MenuItem>}
          <MenuItem variant="danger" startIcon={<Trash aria-hidden />} onSelect={() => setOpen('remove')}>
            {t('remove')}
          </MenuItem>
        </SimpleMenu>
      )}
      {open === 'publish' && segment.definition !== null && (
        <PublishDialog
          segmentId={segment.segmentId}
          definition={segment.definition}
          isBusy={publish.isPending}
          error={publish.error}
          onClose={() => setOpen(null)}
          onPublish={start}
        />
      )}
      {open === 'remove' && <RemoveDialog segment={segment} onClose={() => setOpen(null)} />}
    </Flex>
  );
}

/** Whether publishing would change anything. */
function hasNews({ state, version, versions, definition }: Segment): boolean {
  if (state !== 'PUBLISHED' || version === 0) return true;
  const [newest] = versionsOf(versions);
  return JSON.stringify(newest?.definition) !== JSON.stringify(definition);
}

function RemoveDialog({ segment, onClose }: { readonly segment: Segment; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const remove = useCommand(RemoveSegmentDocument);
  const start = (): void =>
    remove.mutate(
      { input: { segmentId: segment.segmentId } },
      {
        onSuccess: () => {
          announceDone({ message: t('removed') });
          void navigate('/segments');
        },
      },
    );
  return (
    <ConfirmDialog
      title={t('sure', { name: segment.name })}
      text={t('sureText', { size: segment.size })}
      action={t('remove')}
      isDanger
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={start}
      onClose={onClose}
    />
  );
}
