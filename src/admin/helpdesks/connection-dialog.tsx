import {
  announceDone,
  ConfirmDialog,
  areWholeSettings,
  SettingsForm,
  settingsOf,
  textIn,
  useCommand,
  useKind,
  useTexts,
  writtenIn,
} from '@rapport/sdk/admin';
import type { JsonObject, WrittenSettings } from '@rapport/sdk/admin';
import { Field, SingleSelect, SingleSelectOption, TextInput, Toggle } from '@strapi/design-system';
import { useState } from 'react';
import { ChangeHelpdeskDocument, CreateHelpdeskDocument } from './helpdesks.documents';
import type { HelpdesksQuery } from './helpdesks.documents';
import { texts } from './texts';

export type Connection = HelpdesksQuery['helpdesks']['edges'][number]['node'];
const nameCharsMax = 120;
const keyShape = /^[a-z][a-z0-9-]{0,39}$/;

type CreateProps = {
  readonly kinds: readonly JsonObject[];
  readonly onMade: (made: { readonly name: string; readonly webhookPath: string }) => void;
  readonly onClose: () => void;
};

/** Which helpdesk, its name, and what its package asks for. */
export function ConnectDialog({ kinds, onMade, onClose }: CreateProps) {
  const t = useTexts(texts);
  const [chosen, setChosen] = useState(textIn(kinds[0] ?? {}, 'name'));
  const [name, setName] = useState('');
  const [key, setKey] = useState('');
  const [written, setWritten] = useState<WrittenSettings>({});
  const kind = useKind(kinds.find((one) => textIn(one, 'name') === chosen) ?? {});
  const create = useCommand(CreateHelpdeskDocument);
  const isKey = keyShape.test(key);
  const connect = (): void =>
    create.mutate(
      { input: { helpdesk: chosen, key, name: name.trim(), settings: settingsOf(kind.fields, written) } },
      {
        onSuccess: ({ createHelpdesk: { webhookPath } }) => {
          if (webhookPath !== null) onMade({ name: name.trim(), webhookPath });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={t('connect')}
      action={t('connect')}
      isWide
      isBusy={create.isPending}
      isDisabled={name.trim() === '' || !isKey || !areWholeSettings(kind.fields, written, false)}
      error={create.error}
      onConfirm={connect}
      onClose={onClose}
    >
      <Field.Root name="helpdesk" required>
        <Field.Label>{t('kind')}</Field.Label>
        <SingleSelect value={chosen} onChange={(next) => setChosen(String(next))}>
          {kinds.map((one) => (
            <KindOption key={textIn(one, 'name')} json={one} />
          ))}
        </SingleSelect>
      </Field.Root>
      <Name name={name} onName={setName} />
      <Field.Root name="key" required hint={t('keyHint')} error={key !== '' && !isKey && t('keyHint')}>
        <Field.Label>{t('key')}</Field.Label>
        <TextInput value={key} onChange={(event) => setKey(event.target.value)} />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
      <SettingsForm fields={kind.fields} written={written} isStored={false} onChange={setWritten} />
    </ConfirmDialog>
  );
}

function KindOption({ json }: { readonly json: JsonObject }) {
  const { name, label } = useKind(json);
  return <SingleSelectOption value={name}>{label}</SingleSelectOption>;
}

function Name({ name, onName }: { readonly name: string; readonly onName: (name: string) => void }) {
  const t = useTexts(texts);
  return (
    <Field.Root name="name" required hint={t('nameHint')}>
      <Field.Label>{t('name')}</Field.Label>
      <TextInput maxLength={nameCharsMax} value={name} onChange={(event) => onName(event.target.value)} />
      <Field.Hint />
    </Field.Root>
  );
}

type EditProps = {
  readonly connection: Connection;
  readonly kinds: readonly JsonObject[];
  readonly onClose: () => void;
};

/** Secrets are not shown: whoever leaves them empty keeps them. */
export function EditDialog({ connection, kinds, onClose }: EditProps) {
  const t = useTexts(texts);
  const kind = useKind(kinds.find((one) => textIn(one, 'name') === connection.helpdesk) ?? {});
  const [name, setName] = useState(connection.name);
  const [isEnabled, setIsEnabled] = useState(connection.enabled);
  const [written, setWritten] = useState<WrittenSettings>(() => writtenIn(connection.settings));
  const change = useCommand(ChangeHelpdeskDocument);
  const save = (): void =>
    change.mutate(
      {
        input: {
          ...{ key: connection.key, name: name.trim(), enabled: isEnabled },
          settings: settingsOf(kind.fields, written),
        },
      },
      {
        onSuccess: () => {
          announceDone({ message: t('saved') });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={t('editTitle', { name: connection.name })}
      action={t('save')}
      isWide
      isBusy={change.isPending}
      isDisabled={name.trim() === '' || !areWholeSettings(kind.fields, written, true)}
      error={change.error}
      onConfirm={save}
      onClose={onClose}
    >
      <Name name={name} onName={setName} />
      <Field.Root name="enabled">
        <Field.Label>{t('enabled')}</Field.Label>
        <Toggle
          onLabel={t('on')}
          offLabel={t('off')}
          checked={isEnabled}
          onChange={(event) => setIsEnabled(event.target.checked)}
        />
      </Field.Root>
      <SettingsForm fields={kind.fields} written={written} isStored onChange={setWritten} />
    </ConfirmDialog>
  );
}
