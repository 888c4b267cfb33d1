import { useTexts } from '@rapport/sdk/admin';
import { Box, Button, Field, Flex, Grid, Textarea, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import { useInsert } from '../editor/use-insert';
import type { Insert } from '../editor/use-insert';
import { attributeOf, withAttribute } from './attributes';
import type { Block } from './edit';
import { attributesOf } from './kinds';
import { nameOfAttribute } from './names';
import { texts } from './texts';
import { condition } from './tree';

type Props = {
  readonly block: Block;
  /** @param what was changed: typing into one field is one step back */
  readonly onChange: (block: Block, what: string) => void;
  readonly onFocus: (insert: Insert) => void;
};

const examples = '<strong>…</strong>, <a href="…">…</a>, <br />';
const conditionShape = /(\{\{#\s*\w+\s+)([^{}]*?)(\s*\}\})/;

/** What can be changed of the block that is chosen. */
export function BlockFields({ block, onChange, onFocus }: Props) {
  const t = useTexts(texts);
  if (block.tag === condition) {
    const [, start = '', value = '', end = ''] = conditionShape.exec(block.open) ?? [];
    if (start === '') return null;
    const change = (next: string): void =>
      onChange({ ...block, open: block.open.replace(conditionShape, () => `${start}${next}${end}`) }, 'condition');
    return <LineField label={t('condition')} value={value} onChange={change} onFocus={onFocus} />;
  }
  const isText = block.tag === 'mj-text' || block.tag === 'mj-button';
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {block.kind === 'leaf' && block.close !== '' && (
        <Words
          label={isText ? t('words') : t('code')}
          hint={isText ? t('wordsHint', { examples }) : ''}
          value={block.inner}
          onChange={(inner) => onChange({ ...block, inner }, 'inner')}
          onFocus={onFocus}
        />
      )}
      <Grid.Root gap={3}>
        {(attributesOf[block.tag] ?? []).map((name) => (
          <Grid.Item key={name} col={6} s={12} xs={12} direction="column" alignItems="stretch">
            <LineField
              label={nameOf(name, t)}
              value={attributeOf(block.open, name)}
              onChange={(value) => onChange({ ...block, open: withAttribute(block.open, name, value) }, name)}
              onFocus={onFocus}
            />
          </Grid.Item>
        ))}
      </Grid.Root>
    </Flex>
  );
}

function nameOf(attribute: string, t: ReturnType<typeof useTexts<typeof texts>>): string {
  const key = nameOfAttribute(attribute);
  return key === null ? attribute : t(key);
}

type FieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onFocus: (insert: Insert) => void;
};

function Words({ label, hint, value, onChange, onFocus }: FieldProps) {
  const { field, insert } = useInsert<HTMLTextAreaElement>(onChange);
  return (
    <Field.Root hint={hint}>
      <Field.Label>{label}</Field.Label>
      <Textarea
        ref={field}
        rows={4}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onFocus={() => onFocus(insert)}
      />
      <Field.Hint />
    </Field.Root>
  );
}

function LineField({ label, value, onChange, onFocus }: FieldProps) {
  const { field, insert } = useInsert<HTMLInputElement>(onChange);
  return (
    <Field.Root>
      <Field.Label>{label}</Field.Label>
      <TextInput
        ref={field}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onFocus={() => onFocus(insert)}
      />
    </Field.Root>
  );
}

type ConditionProps = { readonly onMake: (path: string) => void };

/** Leaves the block out for whom a value is not there. */
export function ConditionForm({ onMake }: ConditionProps) {
  const t = useTexts(texts);
  const [path, setPath] = useState('');
  const isPath = /^[\w.]+$/.test(path.trim());
  return (
    <Flex gap={2} alignItems="flex-end" wrap="wrap">
      <Box flex="1" minWidth="18rem">
        <Field.Root hint={t('conditionHint')}>
          <Field.Label>{t('condition')}</Field.Label>
          <TextInput value={path} onChange={(event) => setPath(event.target.value)} />
          <Field.Hint />
        </Field.Root>
      </Box>
      <Button variant="tertiary" disabled={!isPath} onClick={() => onMake(path.trim())}>
        {t('makeConditional')}
      </Button>
    </Flex>
  );
}
