import {
  announceDone,
  describeError,
  isMasked,
  newCommandKey,
  useCommand,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import {
  Box,
  Button,
  Field,
  Flex,
  Modal,
  SingleSelect,
  SingleSelectOption,
  Textarea,
  Typography,
} from '@strapi/design-system';
import { useState } from 'react';
import { WriteTraitsDocument } from '../../identity/identity.documents';
import { texts } from './texts';
import { fromDraft, toDraft, writtenTypes } from './trait-type';
import type { WrittenType } from './trait-type';

type Trait = { readonly key: string; readonly value: Json };
type Props = {
  readonly id: string;
  /** Null: a new one. */
  readonly trait: Trait | null;
  /** Those that are known: a new one may turn out to be one of them. */
  readonly traits: readonly Trait[];
  readonly onClose: () => void;
};

/** Writes one trait: as an event with its author, so that it stands in the timeline and can be taken back. */
export function EditTraitDialog({ id, trait, traits, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const writing = useCommand(WriteTraitsDocument);
  const [typedKey, setTypedKey] = useState(trait?.key ?? '');
  const [draft, setDraft] = useState(() => toDraft(trait?.value));
  const value = fromDraft(draft.type, draft.text);
  const key = trait?.key ?? typedKey.trim();
  const before = traits.find((one) => one.key === key)?.value ?? null;
  const write = (written: Json) =>
    writing.mutateAsync({ input: { profileId: id, traits: { [key]: written }, idempotencyKey: newCommandKey() } });
  const save = (written: Json, message: string) =>
    write(written).then(
      () => {
        // What this person may not see, they cannot bring back.
        announceDone(isMasked(before) ? { message } : { message, undo: () => write(before) });
        onClose();
      },
      () => undefined,
    );
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (value !== undefined) void save(value, t('traitSaved', { key }));
          }}
        >
          <Modal.Header closeLabel={t('close')}>
            <Modal.Title>{trait === null ? t('addTrait') : t('editTrait', { key })}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {trait === null && (
                <Field.Root name="key" required>
                  <Field.Label>{t('traitKey')}</Field.Label>
                  <Field.Input
                    value={typedKey}
                    maxLength={255}
                    onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTypedKey(event.target.value)}
                  />
                </Field.Root>
              )}
              <ValueField draft={draft} isValid={value !== undefined || draft.text === ''} onChange={setDraft} />
              <Typography variant="pi" textColor="neutral600">
                {t('traitHint')}
              </Typography>
              {writing.error !== null && (
                <Typography role="alert" textColor="danger600">
                  {describeError(writing.error, locale)}
                </Typography>
              )}
            </Flex>
          </Modal.Body>
          <Modal.Footer>
            {trait === null ? (
              <Button variant="tertiary" onClick={onClose}>
                {t('cancel')}
              </Button>
            ) : (
              <Button variant="danger-light" onClick={() => void save(null, t('traitDeleted', { key }))}>
                {t('deleteTrait')}
              </Button>
            )}
            <Button type="submit" loading={writing.isPending} disabled={value === undefined || key === ''}>
              {t('save')}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
}

type Draft = { readonly type: WrittenType; readonly text: string };
type ValueProps = { readonly draft: Draft; readonly isValid: boolean; readonly onChange: (draft: Draft) => void };

function ValueField({ draft, isValid, onChange }: ValueProps) {
  const t = useTexts(texts);
  const change = (text: string) => onChange({ ...draft, text });
  return (
    <Flex gap={4} alignItems="flex-start">
      <Box width="16rem">
        <Field.Root name="type">
          <Field.Label>{t('traitType')}</Field.Label>
          <SingleSelect
            value={draft.type}
            onChange={(chosen) => {
              const type = writtenTypes.find((one) => one === chosen);
              if (type !== undefined) onChange({ type, text: type === 'boolean' ? 'true' : draft.text });
            }}
          >
            {writtenTypes.map((type) => (
              <SingleSelectOption key={type} value={type}>
                {t(type)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      </Box>
      <Box flex="1">
        <Field.Root name="value" error={isValid ? undefined : t('traitInvalid')}>
          <Field.Label>{t('traitValue')}</Field.Label>
          {draft.type === 'boolean' ? (
            <SingleSelect value={draft.text} onChange={(chosen) => change(String(chosen))}>
              <SingleSelectOption value="true">{t('yes')}</SingleSelectOption>
              <SingleSelectOption value="false">{t('no')}</SingleSelectOption>
            </SingleSelect>
          ) : draft.type === 'json' ? (
            <Textarea
              value={draft.text}
              onChange={(event: React.ChangeEvent<HTMLTextAreaElement>) => change(event.target.value)}
            />
          ) : (
            <Field.Input
              value={draft.text}
              onChange={(event: React.ChangeEvent<HTMLInputElement>) => change(event.target.value)}
            />
          )}
          <Field.Error />
        </Field.Root>
      </Box>
    </Flex>
  );
}
