import { announceDone, ConfirmDialog, newCommandKey, useCommand, useTexts } from '@rapport/sdk/admin';
import { useState } from 'react';
import { RemoveRetentionDocument, SetRetentionDocument } from './data-care.documents';
import { ExpiryPreview } from './expiry-preview';
import type { Rule } from './retention-panel';
import { texts } from './texts';

/** Without its own rule an event may fall under the default, and be deleted: so the same preview stands before it. */
export function RemoveRuleDialog({ rule, onClose }: { readonly rule: Rule; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const [understood, setUnderstood] = useState(false);
  const [events, setEvents] = useState<number | null>(null);
  const remove = useCommand(RemoveRetentionDocument);
  const set = useCommand(SetRetentionDocument);
  const start = (): void =>
    remove.mutate(
      { input: { name: rule.name, idempotencyKey: newCommandKey() } },
      {
        onSuccess: () => {
          const undo = () => set.mutateAsync({ input: { ...rule, idempotencyKey: newCommandKey() } });
          announceDone({ message: t('removed'), undo });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={`${t('removeTitle')}: ${rule.name ?? t('allOthers')}`}
      action={t('removeRule')}
      isDanger
      isWide
      isBusy={remove.isPending}
      isDisabled={events === null || (events > 0 && !understood)}
      error={remove.error}
      onConfirm={start}
      onClose={onClose}
    >
      <ExpiryPreview
        change={{ name: rule.name, days: null, remove: true }}
        understood={understood}
        onUnderstood={setUnderstood}
        onEvents={setEvents}
      />
    </ConfirmDialog>
  );
}
