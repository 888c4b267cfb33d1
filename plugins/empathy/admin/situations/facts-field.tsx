import { useTexts } from '@rapport/sdk/admin';
import {
  Box,
  Button,
  Field,
  Flex,
  IconButton,
  SingleSelect,
  SingleSelectOption,
  TextInput,
  Typography,
} from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { asksEvent, asksProperty, emptyFact, type FactKind, factKinds, type FactRow } from './fact-rows';
import { texts } from './texts';

const factsMax = 8;
const kindTexts = {
  count: 'factCount',
  last: 'factLast',
  distinct: 'factDistinct',
  last_at: 'factLastAt',
  first_at: 'factFirstAt',
  trait: 'factOfTrait',
} as const satisfies Record<FactKind, string>;

type Props = { readonly rows: readonly FactRow[]; readonly onChange: (rows: readonly FactRow[]) => void };

/** What the sentence may speak of, a line each. */
export function FactsField({ rows, onChange }: Props) {
  const t = useTexts(texts);
  const change = (index: number, row: FactRow): void => onChange(rows.with(index, row));
  return (
    <Box tag="fieldset" borderStyle="none">
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography tag="legend" variant="pi" fontWeight="bold">
          {t('facts')}
        </Typography>
        {rows.map((row, index) => (
          // Lines have no name of their own until they are given one, and move only when one goes.
          <Flex key={index} gap={2} alignItems="flex-end">
            <Flex flex="1" gap={2} alignItems="flex-end" wrap="wrap">
              <FactFields row={row} number={index + 1} onChange={(next) => change(index, next)} />
            </Flex>
            <IconButton
              label={t('removeFact', { number: index + 1 })}
              onClick={() => onChange(rows.toSpliced(index, 1))}
            >
              <Trash />
            </IconButton>
          </Flex>
        ))}
        <Box>
          <Button
            size="S"
            variant="tertiary"
            startIcon={<Plus />}
            disabled={rows.length >= factsMax}
            onClick={() => onChange([...rows, emptyFact])}
          >
            {t('addFact')}
          </Button>
        </Box>
      </Flex>
    </Box>
  );
}

type FieldsProps = { readonly row: FactRow; readonly number: number; readonly onChange: (row: FactRow) => void };

function FactFields({ row, number, onChange }: FieldsProps) {
  const t = useTexts(texts);
  const { kind, other } = row;
  const text = (field: 'name' | 'event' | 'property' | 'days', label: string, width: string) => (
    <Box width={width}>
      <Field.Root name={`fact-${number}-${field}`}>
        <Field.Label>{label}</Field.Label>
        <TextInput value={row[field]} onChange={(event) => onChange({ ...row, [field]: event.target.value })} />
      </Field.Root>
    </Box>
  );
  if (other !== null) {
    return (
      <>
        {text('name', t('factName'), '12rem')}
        <Box flex="1" minWidth="20rem" padding={2}>
          <Typography variant="pi" textColor="neutral600">
            {t('otherFact')} <code>{JSON.stringify(other)}</code>
          </Typography>
        </Box>
      </>
    );
  }
  return (
    <>
      {text('name', t('factName'), '12rem')}
      <Box width="18rem">
        <Field.Root name={`fact-${number}-kind`}>
          <Field.Label>{t('factKind')}</Field.Label>
          <SingleSelect
            value={kind}
            onChange={(next) => onChange({ ...row, kind: factKinds.find((one) => one === next) ?? kind })}
          >
            {factKinds.map((one) => (
              <SingleSelectOption key={one} value={one}>
                {t(kindTexts[one])}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      </Box>
      {asksProperty(kind) && text('property', t(kind === 'trait' ? 'factTrait' : 'factProperty'), '13rem')}
      {asksEvent(kind) && text('event', t('factEvent'), '17rem')}
      {asksEvent(kind) && text('days', t('factDays'), '9rem')}
    </>
  );
}
