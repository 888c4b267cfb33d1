import {
  announceDone,
  areWholeSettings,
  ConfirmDialog,
  SettingsForm,
  settingsOf,
  textIn,
  useCommand,
  useKind,
  useTexts,
  writtenIn,
} from '@rapport/sdk/admin';
import type { JsonObject, WrittenSettings } from '@rapport/sdk/admin';
import { Field, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import type { Channel } from './channels-page';
import { ChangeChannelDocument, CreateChannelDocument } from './channels.documents';
import { texts } from './texts';

const nameCharsMax = 100;
const keyShape = /^[a-z][a-z0-9-]{0,39}$/;

type ConnectProps = {
  readonly kinds: readonly JsonObject[];
  readonly onMade: (made: { readonly name: string; readonly callbackPath: string }) => void;
  readonly onClose: () => void;
};

/** Which kind, its name, and what its package asks for. */
export function ConnectDialog({ kinds, onMade, onClose }: ConnectProps) {
  const t = useTexts(texts);
  const [chosen, setChosen] = useState(textIn(kinds[0] ?? {}, 'name'));
  const [name, setName] = useState('');
  const [key, setKey] = useState('');
  const [written, setWritten] = useState<WrittenSettings>({});
  const kind = useKind(kinds.find((one) => textIn(one, 'name') === chosen) ?? {});
  const create = useCommand(CreateChannelDocument);
  const isKey = keyShape.test(key);
  const connect = (): void =>
    create.mutate(
      { input: { channel: chosen, key, name: name.trim(), settings: settingsOf(kind.fields, written) } },
      {
        onSuccess: ({ createChannel: { callbackPath } }) => {
          onMade({ name: name.trim(), callbackPath });
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
      <Field.Root name="channel" required>
        <Field.Label>{t('kind')}</Field.Label>
        <SingleSelect
          value={chosen}
          onChange={(next) => {
            setChosen(String(next));
            setWritten({});
          }}
        >
          {kinds.map((one) => (
            <KindOption key={textIn(one, 'name')} json={one} />
          ))}
        </SingleSelect>
      </Field.Root>
      <Name name={name} onName={setName} />
      <Field.Root name="key" required hint={t('keyHint')} error={key !== '' && !isKey && t('keyHint')}>
        <Field.Label>{t('key')}</Field.Label>
        <TextInput autoComplete="off" value={key} onChange={(event) => setKey(event.target.value)} />
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

type EditProps = { readonly channel: Channel; readonly kind: JsonObject; readonly onClose: () => void };

/** Secrets are not shown: whoever leaves them empty keeps them. */
export function EditDialog({ channel, kind: json, onClose }: EditProps) {
  const t = useTexts(texts);
  const kind = useKind(json);
  const [name, setName] = useState(channel.name);
  const [written, setWritten] = useState<WrittenSettings>(() => writtenIn(channel.settings));
  const change = useCommand(ChangeChannelDocument);
  const save = (): void =>
    change.mutate(
      { input: { key: channel.key, name: name.trim(), settings: settingsOf(kind.fields, written, 'null') } },
      {
        onSuccess: () => {
          announceDone({ message: t('saved') });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={t('editTitle', { name: channel.name })}
      action={t('save')}
      isWide
      isBusy={change.isPending}
      isDisabled={name.trim() === '' || !areWholeSettings(kind.fields, written, true)}
      error={change.error}
      onConfirm={save}
      onClose={onClose}
    >
      <Name name={name} onName={setName} />
      <SettingsForm fields={kind.fields} written={written} isStored onChange={setWritten} />
    </ConfirmDialog>
  );
}
