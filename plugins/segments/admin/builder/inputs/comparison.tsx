import { useLocale, useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Checkbox } from '@strapi/design-system';
import { withKeys } from '../edit';
import { useEditor } from '../editor';
import { operatorsFor } from '../language';
import type { Language, ValueType } from '../language';
import { operandFor } from '../operand';
import { Choice } from './choice';
import { OperandInput } from './operand-input';
import type { Suggestion } from './suggest-input';
import { texts } from './texts';

type Props = {
  /** With `op`, `value` and `ignoreCase`, whatever else it has. */
  readonly comparison: JsonObject;
  readonly type: ValueType | null;
  readonly suggestions: readonly Suggestion[];
  /** False: no clock can be here. */
  readonly timed?: boolean;
  readonly onChange: (comparison: JsonObject) => void;
};

/** Operator and operand: the operators are those of the type, the form of the operand is the operator's. */
export function ComparisonInput({ comparison, type, suggestions, timed = true, onChange }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { language } = useEditor();
  const op = typeof comparison['op'] === 'string' ? comparison['op'] : '';
  const operators = operatorsFor(language, type, op, { timed });
  const operator = operators.find(({ name }) => name === op);
  return (
    <>
      <Choice
        label={t('operator')}
        value={op}
        options={operators.map(({ name, label }) => ({ value: name, label: label[locale] }))}
        onChange={(next) => onChange(withOperator(comparison, next, language, type))}
      />
      {operator !== undefined && (
        <OperandInput
          control={operator.control}
          value={comparison['value']}
          type={type}
          suggestions={suggestions}
          onChange={(value) => onChange({ ...comparison, value })}
        />
      )}
      {operator?.takesIgnoreCase === true && type !== 'number' && (
        <Checkbox
          aria-label={t('ignoreCaseLong')}
          checked={comparison['ignoreCase'] === true}
          onCheckedChange={(on) => onChange(withKeys(comparison, { ignoreCase: on === true ? true : undefined }))}
        >
          {t('ignoreCase')}
        </Checkbox>
      )}
    </>
  );
}

/** The comparison by another operator, with an operand that it takes. */
function withOperator(comparison: JsonObject, op: string, language: Language, type: ValueType | null): JsonObject {
  const operator = language.operators.find(({ name }) => name === op);
  if (operator === undefined) return comparison;
  return withKeys(comparison, {
    op,
    value: operandFor(operator.control, comparison['value'], type),
    ignoreCase: operator.takesIgnoreCase ? comparison['ignoreCase'] : undefined,
  });
}

/** The comparison for a field of another type: its operator stays where it fits. */
export function comparisonForType(comparison: JsonObject, type: ValueType | null, language: Language): JsonObject {
  const op = typeof comparison['op'] === 'string' ? comparison['op'] : '';
  const fitting = operatorsFor(language, type, '');
  const operator = fitting.find(({ name }) => name === op) ?? fitting[0];
  return operator === undefined ? comparison : withOperator(comparison, operator.name, language, type);
}

const numberOperators: readonly string[] = ['gte', 'lte', 'eq', 'gt', 'lt', 'ne', 'between'];

type NumberProps = { readonly comparison: JsonObject; readonly onChange: (comparison: JsonObject) => void };

/** How often: a number compared with a number. */
export function NumberComparison({ comparison, onChange }: NumberProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { language } = useEditor();
  const op = typeof comparison['op'] === 'string' ? comparison['op'] : 'gte';
  const operators = numberOperators.flatMap((name) => language.operators.filter((one) => one.name === name));
  return (
    <>
      <Choice
        label={t('operator')}
        value={op}
        options={operators.map(({ name, label }) => ({ value: name, label: label[locale] }))}
        onChange={(next) => onChange(withOperator(comparison, next, language, 'number'))}
      />
      <OperandInput
        control={op === 'between' ? 'range' : 'number'}
        value={comparison['value']}
        type="number"
        suggestions={[]}
        onChange={(value) => onChange({ ...comparison, value })}
      />
    </>
  );
}
