import {
  announceDone,
  ConfirmDialog,
  newCommandKey,
  useCommand,
  useData,
  useSettled,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import {
  Box,
  Checkbox,
  Combobox,
  ComboboxOption,
  Field,
  Flex,
  NumberInput,
  SingleSelect,
  SingleSelectOption,
} from '@strapi/design-system';
import { useDeferredValue, useState } from 'react';
import { NamesToKeepDocument, SetRetentionDocument } from './data-care.documents';
import { ExpiryPreview } from './expiry-preview';
import type { Rule } from './retention-panel';
import { texts } from './texts';

const daysMax = 36_500;
const daysAtFirst = 365;
/** Counting what would go may take a while: not at every key. */
const settleMilliseconds = 400;
const one = 'one';
const others = 'others';

type Props = {
  /** Null: a new one. */
  readonly rule: Rule | null;
  readonly onClose: () => void;
};

/** A rule is set only after whoever sets it has seen what it deletes. */
export function RuleDialog({ rule, onClose }: Props) {
  const t = useTexts(texts);
  const [isForAll, setIsForAll] = useState(rule !== null && rule.name === null);
  const [name, setName] = useState(rule?.name ?? '');
  const [days, setDays] = useState<number | undefined>(rule?.days ?? daysAtFirst);
  const [isForEver, setIsForEver] = useState(rule !== null && rule.days === null);
  const [understood, setUnderstood] = useState(false);
  const [events, setEvents] = useState<number | null>(null);
  const set = useCommand(SetRetentionDocument);
  const isWhole = (isForAll || name !== '') && (isForEver || isDays(days));
  const wanted = { name: isForAll ? null : name, days: isForEver ? null : (days ?? null) };
  const settledDays = useSettled(wanted.days, settleMilliseconds);
  const isPreviewed = settledDays === wanted.days && events !== null;
  const save = (): void => {
    set.mutate(
      { input: { ...wanted, idempotencyKey: newCommandKey() } },
      {
        onSuccess: () => {
          announceDone({ message: t('saved') });
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      title={rule === null ? t('addRule') : `${t('editRule')}: ${rule.name ?? t('allOthers')}`}
      action={t('save')}
      isWide
      isBusy={set.isPending}
      isDisabled={!isWhole || !isPreviewed || (events > 0 && !understood)}
      error={set.error}
      onConfirm={save}
      onClose={onClose}
    >
      {rule === null && <WhichEvents isForAll={isForAll} onForAll={setIsForAll} name={name} onName={setName} />}
      <HowLong
        days={days}
        isForEver={isForEver}
        onForEver={setIsForEver}
        onDays={(next) => {
          setDays(next);
          setUnderstood(false);
        }}
      />
      {isWhole && (
        <ExpiryPreview
          change={{ name: wanted.name, days: settledDays, remove: false }}
          understood={understood}
          onUnderstood={setUnderstood}
          onEvents={setEvents}
        />
      )}
    </ConfirmDialog>
  );
}

type WhichEventsProps = {
  readonly isForAll: boolean;
  readonly onForAll: (isForAll: boolean) => void;
  readonly name: string;
  readonly onName: (name: string) => void;
};

function WhichEvents({ isForAll, onForAll, name, onName }: WhichEventsProps) {
  const t = useTexts(texts);
  return (
    <>
      <Field.Root>
        <Field.Label>{t('ruleFor')}</Field.Label>
        <SingleSelect value={isForAll ? others : one} onChange={(chosen) => onForAll(chosen === others)}>
          <SingleSelectOption value={one}>{t('oneEvent')}</SingleSelectOption>
          <SingleSelectOption value={others}>{t('allOthers')}</SingleSelectOption>
        </SingleSelect>
      </Field.Root>
      {!isForAll && <EventName name={name} onName={onName} />}
    </>
  );
}

type HowLongProps = {
  readonly days: number | undefined;
  readonly isForEver: boolean;
  readonly onDays: (days: number | undefined) => void;
  readonly onForEver: (isForEver: boolean) => void;
};

function HowLong({ days, isForEver, onDays, onForEver }: HowLongProps) {
  const t = useTexts(texts);
  return (
    <Flex gap={4} alignItems="flex-end" wrap="wrap">
      <Box width="16rem">
        <Field.Root>
          <Field.Label>{t('keepDays')}</Field.Label>
          <NumberInput value={days} disabled={isForEver} onValueChange={onDays} />
        </Field.Root>
      </Box>
      <Box paddingBottom={2}>
        <Checkbox checked={isForEver} onCheckedChange={(on) => onForEver(on === true)}>
          {t('keepForEver')}
        </Checkbox>
      </Box>
    </Flex>
  );
}

function EventName({ name, onName }: { readonly name: string; readonly onName: (name: string) => void }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [typed, setTyped] = useState('');
  const prefix = useDeferredValue(typed);
  const { data, isLoading } = useData(
    NamesToKeepDocument,
    { prefix },
    { enabled: can('timeline.read'), keepPrevious: true },
  );
  const found = (data?.eventNames.edges ?? []).map(({ node }) => node.name).filter((known) => known !== '');
  const names = [...new Set(name === '' ? found : [name, ...found])];
  return (
    <Field.Root required hint={t('eventHint')}>
      <Field.Label>{t('event')}</Field.Label>
      <Combobox
        value={name}
        loading={isLoading}
        clearLabel={t('clear')}
        noOptionsMessage={(value) => t('noName', { value })}
        onInputChange={(event) => setTyped(event.target.value)}
        onChange={(chosen) => onName(chosen ?? '')}
        onClear={() => onName('')}
      >
        {names.map((known) => (
          // The list hangs outside of the dialog, where a modal one takes the mouse away from everything.
          <ComboboxOption key={known} value={known} style={{ pointerEvents: 'auto' }}>
            {known}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
    </Field.Root>
  );
}

function isDays(days: number | undefined): boolean {
  return days !== undefined && Number.isInteger(days) && days > 0 && days <= daysMax;
}
