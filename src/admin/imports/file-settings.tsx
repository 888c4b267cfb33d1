import { Card, defineTexts, useTexts } from '@rapport/sdk/admin';
import { Field, Flex, Grid, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Options } from './preview-shape';

const texts = defineTexts({
  title: { en: 'The file', 'zh-Hans': '文件' },
  kind: { en: 'Each row is', 'zh-Hans': '每一行是' },
  profiles: { en: 'a customer', 'zh-Hans': '一位客户' },
  events: { en: 'something a customer did', 'zh-Hans': '客户的一次行为' },
  event: { en: 'Name of the event', 'zh-Hans': '事件名称' },
  eventHint: { en: 'Unless a column gives it', 'zh-Hans': '未由某列指定时使用' },
  trust: { en: 'Whose these are', 'zh-Hans': '身份可信度' },
  verified: { en: 'We know: from our own systems', 'zh-Hans': '已核实：来自自有系统' },
  claimed: { en: 'People typed it: a form, a list', 'zh-Hans': '未核实：由用户自行填写' },
  delimiter: { en: 'Columns are separated by', 'zh-Hans': '列分隔符' },
  comma: { en: 'Comma', 'zh-Hans': '逗号' },
  semicolon: { en: 'Semicolon', 'zh-Hans': '分号' },
  tab: { en: 'Tab', 'zh-Hans': '制表符' },
  bar: { en: 'Vertical bar', 'zh-Hans': '竖线' },
  blanks: { en: 'Blanks', 'zh-Hans': '空格' },
  encoding: { en: 'Characters', 'zh-Hans': '字符编码' },
  western: { en: 'Windows-1252 (Western Excel)', 'zh-Hans': 'Windows-1252（西文 Excel）' },
  chinese: { en: 'GB18030 (Chinese Excel)', 'zh-Hans': 'GB18030（中文 Excel）' },
});

const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar', whitespace: 'blanks' } as const;
const typingMilliseconds = 500;

type Props = { readonly options: Options; readonly onChange: (options: Options) => void };

/** How the file is read. What changes its columns asks for new suggestions. */
export function FileSettings({ options, onChange }: Props) {
  const t = useTexts(texts);
  const { kind, trust, encoding, delimiter } = options;
  const again = (change: Partial<Options>): void => onChange({ ...options, ...change, columns: [] });
  const encodings = {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16 BE',
    'windows-1252': t('western'),
    gb18030: t('chinese'),
  };
  return (
    <Card title={t('title')}>
      <Grid.Root gap={5}>
        <Choice
          label={t('kind')}
          value={kind}
          choices={{ profiles: t('profiles'), events: t('events') }}
          onChange={(next) => again({ kind: next === 'events' ? 'events' : 'profiles' })}
        />
        {kind === 'events' && <EventName options={options} onChange={onChange} />}
        <Choice
          label={t('trust')}
          value={trust}
          choices={{ verified: t('verified'), claimed: t('claimed') }}
          onChange={(next) => onChange({ ...options, trust: next === 'claimed' ? 'claimed' : 'verified' })}
        />
        {delimiter !== null && (
          <Choice
            label={t('delimiter')}
            value={delimiter}
            choices={Object.fromEntries(Object.entries(delimiters).map(([sign, key]) => [sign, t(key)]))}
            onChange={(next) => again({ delimiter: next })}
          />
        )}
        <Choice
          label={t('encoding')}
          value={encoding}
          choices={encodings}
          onChange={(next) => again({ encoding: next })}
        />
      </Grid.Root>
    </Card>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly onChange: (value: string) => void;
};

function Choice({ label, value, choices, onChange }: ChoiceProps) {
  const all = value in choices ? choices : { ...choices, [value]: value };
  return (
    <Cell>
      <Field.Root name={label}>
        <Field.Label>{label}</Field.Label>
        <SingleSelect value={value} onChange={(next) => onChange(String(next))}>
          {Object.entries(all).map(([key, text]) => (
            <SingleSelectOption key={key} value={key}>
              {text}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
    </Cell>
  );
}

/** The preview follows when the typing pauses. */
function EventName({ options, onChange }: Props) {
  const t = useTexts(texts);
  const [name, setName] = useState(options.event ?? '');
  useEffect(() => {
    if (name === (options.event ?? '')) return undefined;
    const timer = setTimeout(() => onChange({ ...options, event: name === '' ? null : name }), typingMilliseconds);
    return () => clearTimeout(timer);
  }, [name, options, onChange]);
  return (
    <Cell>
      <Field.Root name="event" hint={t('eventHint')}>
        <Field.Label>{t('event')}</Field.Label>
        <TextInput maxLength={255} value={name} onChange={(event) => setName(event.target.value)} />
        <Field.Hint />
      </Field.Root>
    </Cell>
  );
}

function Cell({ children }: { readonly children: ReactNode }) {
  return (
    <Grid.Item col={4} m={6} xs={12} direction="column" alignItems="stretch">
      <Flex direction="column" alignItems="stretch">
        {children}
      </Flex>
    </Grid.Item>
  );
}
