import { useTexts } from '@rapport/sdk/admin';
import { Box, Button, Checkbox, Divider, Flex, Popover, TextInput, Typography } from '@strapi/design-system';
import { SlidersHorizontal } from '@strapi/icons';
import { useState } from 'react';
import { texts } from './texts';
import { columnsMax, defaultView, isTraitColumn, ownColumns, traitKeyOf } from './view';
import type { Column } from './view';

const offeredTraits = ['email', 'phone', 'company', 'country', 'city', 'plan'];

type Props = {
  readonly columns: readonly Column[];
  readonly onChange: (columns: readonly Column[]) => void;
  /** Traits of the rows in sight, so that one can be picked without knowing its name. */
  readonly traitKeys: readonly string[];
};

/** Which columns the list has. */
export function ColumnsMenu({ columns, onChange, traitKeys }: Props) {
  const t = useTexts(texts);
  const [key, setKey] = useState('');
  const toggle = (column: Column) =>
    onChange(columns.includes(column) ? columns.filter((one) => one !== column) : [...columns, column]);
  const chosen = columns.filter(isTraitColumn).map(traitKeyOf);
  const offered = [...new Set([...chosen, ...offeredTraits, ...traitKeys])].slice(0, 16);
  const isFull = columns.length >= columnsMax;
  const add = () => {
    const trimmed = key.trim();
    if (trimmed !== '' && !chosen.includes(trimmed)) toggle(`trait:${trimmed}`);
    setKey('');
  };
  const option = (column: Column, label: string) => (
    <Checkbox
      key={column}
      checked={columns.includes(column)}
      disabled={isFull && !columns.includes(column)}
      onCheckedChange={() => toggle(column)}
    >
      {label}
    </Checkbox>
  );
  return (
    <Popover.Root>
      <Popover.Trigger>
        <Button variant="tertiary" startIcon={<SlidersHorizontal />}>
          {t('columns')}
        </Button>
      </Popover.Trigger>
      <Popover.Content align="end">
        <Box padding={4} width="30rem" maxHeight="60vh" overflow="auto">
          <Flex direction="column" alignItems="stretch" gap={2}>
            {ownColumns.map((column) => option(column, t(column)))}
            <Divider />
            <Typography variant="sigma" textColor="neutral600">
              {t('traitColumns')}
            </Typography>
            {offered.map((trait) => option(`trait:${trait}`, trait))}
            <Flex
              tag="form"
              gap={2}
              paddingTop={2}
              onSubmit={(event: React.FormEvent) => {
                event.preventDefault();
                add();
              }}
            >
              <Box grow={1} flex="1">
                <TextInput
                  aria-label={t('addTrait')}
                  placeholder={t('addTraitHint')}
                  value={key}
                  size="S"
                  maxLength={100}
                  onChange={(event: React.ChangeEvent<HTMLInputElement>) => setKey(event.target.value)}
                />
              </Box>
              <Button type="submit" variant="secondary" disabled={isFull || key.trim() === ''}>
                {t('add')}
              </Button>
            </Flex>
            <Button variant="ghost" onClick={() => onChange(defaultView.columns)}>
              {t('resetColumns')}
            </Button>
          </Flex>
        </Box>
      </Popover.Content>
    </Popover.Root>
  );
}
