import { useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Box, Button, Field, Flex, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { useState } from 'react';
import { objectAt } from '../graph/definition';
import { useField } from './scope';
import { formTexts } from './texts';
import { valueOf, valueText } from './values';

type Row = { readonly name: string; readonly value: string };

/** Which traits become what. Rows are kept as they are typed: two of the same name, or one without, are on their way. */
export function TraitFields() {
  const t = useTexts(formTexts);
  const { value, error, isReadOnly, set } = useField(['set']);
  const traits = objectAt(value, []);
  const [typed, setTyped] = useState<readonly Row[]>(() => rowsOf(traits));
  // After an undo the definition counts, not what was typed.
  const rows = JSON.stringify(traitsOf(typed)) === JSON.stringify(traits) ? typed : rowsOf(traits);
  const write = (next: readonly Row[]): void => {
    setTyped(next);
    set(traitsOf(next));
  };
  const change = (at: number, row: Partial<Row>): void =>
    write(rows.map((one, index) => (index === at ? { ...one, ...row } : one)));
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {rows.map(({ name, value: text }, at) => (
        <Flex key={at} gap={2} alignItems="flex-end">
          <Field.Root name={`trait.${at}.name`}>
            <Field.Label>{t('trait')}</Field.Label>
            <TextInput
              disabled={isReadOnly}
              value={name}
              onChange={(event) => change(at, { name: event.target.value })}
            />
          </Field.Root>
          <Field.Root name={`trait.${at}.value`}>
            <Field.Label>{t('value')}</Field.Label>
            <TextInput
              disabled={isReadOnly}
              value={text}
              onChange={(event) => change(at, { value: event.target.value })}
            />
          </Field.Root>
          {!isReadOnly && (
            <IconButton
              variant="ghost"
              label={t('remove', { what: name })}
              onClick={() => write(rows.filter((_, index) => index !== at))}
            >
              <Trash />
            </IconButton>
          )}
        </Flex>
      ))}
      <Typography variant="pi" textColor="neutral600">
        {t('traitHint')}
      </Typography>
      {error !== null && (
        <Typography variant="pi" textColor="danger600">
          {error}
        </Typography>
      )}
      {!isReadOnly && (
        <Box>
          <Button
            size="S"
            variant="secondary"
            startIcon={<Plus aria-hidden />}
            onClick={() => write([...rows, { name: '', value: '' }])}
          >
            {t('addTrait')}
          </Button>
        </Box>
      )}
    </Flex>
  );
}

function rowsOf(traits: JsonObject): readonly Row[] {
  return Object.entries(traits).map(([name, value]) => ({ name, value: valueText(value) }));
}

function traitsOf(rows: readonly Row[]): JsonObject {
  return Object.fromEntries(rows.flatMap(({ name, value }) => (name === '' ? [] : [[name, valueOf(value)]])));
}
