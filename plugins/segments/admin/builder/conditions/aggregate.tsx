import { isJsonObject, useLocale, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Typography } from '@strapi/design-system';
import { withKeys } from '../edit';
import { useEditor } from '../editor';
import { Choice } from '../inputs/choice';
import { SuggestInput } from '../inputs/suggest-input';
import type { Known } from '../known';
import type { ValueType } from '../language';
import type { ConditionProps } from '../condition-editor';
import { texts } from './texts';

/** What is worked out over events: the key `aggregate` of a condition or a computed trait. */
export function AggregateInput({ condition, known, onChange }: ConditionProps & { readonly known: readonly Known[] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { language } = useEditor();
  const aggregate = isJsonObject(condition['aggregate']) ? condition['aggregate'] : {};
  const { fn, property } = useAggregate(condition, known);
  const needsProperty = (name: string): boolean =>
    language.aggregates.find((one) => one.name === name)?.needsProperty === true;
  const set = (next: Readonly<Record<string, Json | undefined>>): void =>
    onChange({ ...condition, aggregate: withKeys(aggregate, next) });
  return (
    <>
      <Choice
        label={t('function')}
        value={fn}
        options={language.aggregates.map((one) => ({ value: one.name, label: one.label[locale] }))}
        onChange={(next) => set({ fn: next, property: needsProperty(next) ? property : undefined })}
      />
      {needsProperty(fn) && (
        <>
          <Typography>{t('of')}</Typography>
          <SuggestInput
            label={t('property')}
            value={property}
            widthRem={16}
            suggestions={known
              .filter(({ path }) => !path.includes('[]'))
              .map(({ path, hint }) => ({ value: path, hint }))}
            onChange={(next) => set({ property: next })}
          />
        </>
      )}
    </>
  );
}

type Aggregate = {
  readonly fn: string;
  readonly property: string;
  /** Of what comes out; null: not known. */
  readonly type: ValueType | null;
  readonly examples: readonly string[];
};

export function useAggregate(condition: JsonObject, known: readonly Known[]): Aggregate {
  const { language } = useEditor();
  const aggregate = isJsonObject(condition['aggregate']) ? condition['aggregate'] : {};
  const fn = typeof aggregate['fn'] === 'string' ? aggregate['fn'] : '';
  const property = typeof aggregate['property'] === 'string' ? aggregate['property'] : '';
  const seen = known.find((one) => one.path === property);
  const result = language.aggregates.find((one) => one.name === fn)?.result;
  return { fn, property, type: result ?? seen?.type ?? null, examples: seen?.examples ?? [] };
}
