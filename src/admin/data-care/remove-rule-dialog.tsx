import { announceDone, describeError, newCommandKey, useCommand, useLocale, useTexts } from '@rapport/sdk/admin';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { RemoveRetentionDocument, SetRetentionDocument } from './data-care.documents';
import { ExpiryPreview } from './expiry-preview';
import type { Rule } from './retention-panel';
import { texts } from './texts';

/** Without its own rule an event may fall under the default, and be deleted: so the same preview stands before it. */
export function RemoveRuleDialog({ rule, onClose }: { readonly rule: Rule; readonly onClose: () => void }) {
  const t = useTexts(texts);
  const locale = useLocale();
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
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{`${t('removeTitle')}: ${rule.name ?? t('allOthers')}`}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <ExpiryPreview
              change={{ name: rule.name, days: null, remove: true }}
              understood={understood}
              onUnderstood={setUnderstood}
              onEvents={setEvents}
            />
            {remove.error !== null && (
              <Typography textColor="danger600" role="alert">
                {describeError(remove.error, locale)}
              </Typography>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            variant="danger"
            disabled={events === null || (events > 0 && !understood)}
            loading={remove.isPending}
            onClick={start}
          >
            {t('removeRule')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
