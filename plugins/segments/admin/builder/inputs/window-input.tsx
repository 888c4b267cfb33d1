import { useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Flex, TextInput, Typography } from '@strapi/design-system';
import { calendarUnits, firstWindow, windowFormOf, windowModes, windowOf } from './window';
import type { WindowForm } from './window';
import { Choice } from './choice';
import { DurationInput } from './duration-input';
import { NumberField } from './number-field';
import { texts } from './texts';

type Props = { readonly value: Json | undefined; readonly onChange: (value: Json | undefined) => void };
type Of<Mode extends WindowForm['mode']> = Extract<WindowForm, { mode: Mode }>;
type PartProps<Mode extends WindowForm['mode']> = {
  readonly form: Of<Mode>;
  readonly onForm: (form: WindowForm) => void;
};

/** When an event counts. */
export function WindowInput({ value, onChange }: Props) {
  const t = useTexts(texts);
  const form = windowFormOf(value);
  const onForm = (next: WindowForm): void => onChange(windowOf(next));
  const modes = form.mode === 'other' ? ([...windowModes, 'other'] as const) : windowModes;
  return (
    <Flex gap={2} wrap="wrap">
      <Choice
        label={t('when')}
        value={form.mode}
        options={modes.map((mode) => ({ value: mode, label: t(mode) }))}
        onChange={(mode) => {
          if (mode !== 'other' && mode !== form.mode) onForm(firstWindow(mode, new Date().toISOString().slice(0, 10)));
        }}
      />
      {form.mode === 'last' && (
        <DurationInput label={t('last')} value={form.duration} onChange={(duration) => onForm({ ...form, duration })} />
      )}
      {form.mode === 'ago' && <Ago form={form} onForm={onForm} />}
      {form.mode === 'dates' && <Dates form={form} onForm={onForm} />}
      {form.mode === 'calendar' && <Calendar form={form} onForm={onForm} />}
      {form.mode === 'other' && <Typography tag="code">{JSON.stringify(form.json)}</Typography>}
    </Flex>
  );
}

function Ago({ form, onForm }: PartProps<'ago'>) {
  const t = useTexts(texts);
  const bound = (which: 'from' | 'to') => {
    const text = form[which];
    if (!text.startsWith('-')) return <Typography>{which === 'from' ? t('noStart') : t('noEnd')}</Typography>;
    return (
      <DurationInput
        label={t(which)}
        value={text.slice(1)}
        onChange={(duration) => onForm({ ...form, [which]: `-${duration}` })}
      />
    );
  };
  return (
    <>
      {bound('from')}
      <Typography>{t('andAgo')}</Typography>
      {bound('to')}
      <Typography>{t('agoTail')}</Typography>
    </>
  );
}

function Dates({ form, onForm }: PartProps<'dates'>) {
  const t = useTexts(texts);
  const bound = (which: 'from' | 'to') => (
    <TextInput
      size="S"
      type="date"
      aria-label={t(which)}
      value={form[which].slice(0, 10)}
      onChange={(event) => onForm({ ...form, [which]: event.target.value })}
    />
  );
  return (
    <>
      {bound('from')}
      <Typography>{t('and')}</Typography>
      {bound('to')}
    </>
  );
}

const backs = ['0', '1', 'more'] as const;

function Calendar({ form, onForm }: PartProps<'calendar'>) {
  const t = useTexts(texts);
  const { unit, back } = form;
  const which = backs[Math.min(back, 2)] ?? 'more';
  const labels = { '0': t('thisOne'), '1': t('lastOne'), more: t('before', { count: Math.max(2, back) }) };
  return (
    <>
      <Choice
        label={t('whichOne')}
        value={which}
        options={backs.map((one) => ({ value: one, label: labels[one] }))}
        onChange={(next) => onForm({ ...form, back: next === 'more' ? Math.max(2, back) : Number(next) })}
      />
      {back > 1 && (
        <NumberField
          label={t('count')}
          value={back}
          min={0}
          widthRem={6}
          onChange={(next) => onForm({ ...form, back: Math.round(next) })}
        />
      )}
      <Choice
        label={t('unit')}
        value={unit}
        options={calendarUnits.map((one) => ({ value: one, label: t(one) }))}
        onChange={(next) => onForm({ ...form, unit: next })}
      />
    </>
  );
}
