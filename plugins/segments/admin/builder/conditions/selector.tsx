import { strings, useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { replaceAt, withKeys, without } from '../edit';
import { Choice } from '../inputs/choice';
import { SuggestInput } from '../inputs/suggest-input';
import { textsOf } from '../known';
import { useEventNames } from '../use-known';
import type { ConditionProps } from '../condition-editor';
import { texts } from './texts';

const types = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const;

/** The names that a condition means; none where it means types. */
export function eventNamesOf(condition: JsonObject): readonly string[] {
  return textsOf(condition['event']);
}

/** Which events: by one name or several, or all of a type. */
export function SelectorInput({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const mode = condition['event'] === undefined && condition['type'] !== undefined ? 'byType' : 'byName';
  const type = types.find((one) => one === textsOf(condition['type'])[0]) ?? 'page';
  return (
    <Flex gap={2} wrap="wrap">
      <Choice
        label={t('selector')}
        value={mode}
        options={(['byName', 'byType'] as const).map((one) => ({ value: one, label: t(one) }))}
        onChange={(next) =>
          onChange(
            next === 'byType'
              ? withKeys(condition, { event: undefined, type: 'page' })
              : withKeys(condition, { event: '', type: undefined }),
          )
        }
      />
      {mode === 'byName' && <NameInputs condition={condition} onChange={onChange} />}
      {mode === 'byType' && (
        <Choice
          label={t('type')}
          value={type}
          options={types.map((one) => ({ value: one, label: t(one) }))}
          onChange={(next) => onChange({ ...condition, type: next })}
        />
      )}
    </Flex>
  );
}

function NameInputs({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const { suggestions, search } = useEventNames();
  const names = Array.isArray(condition['event'])
    ? strings(condition['event'])
    : [textsOf(condition['event'])[0] ?? ''];
  const set = (next: readonly string[]): void => {
    const [only = ''] = next;
    onChange({ ...condition, event: next.length === 1 ? only : next });
  };
  return (
    <>
      {names.map((name, at) => (
        <Flex key={at} gap={2}>
          {at > 0 && <Typography>{t('or')}</Typography>}
          <SuggestInput
            label={t('event')}
            value={name}
            widthRem={26}
            suggestions={suggestions}
            onType={search}
            onChange={(next) => set(replaceAt(names, at, next))}
          />
          {names.length > 1 && (
            <IconButton size="S" variant="ghost" label={t('removeEvent')} onClick={() => set(without(names, at))}>
              <Trash />
            </IconButton>
          )}
        </Flex>
      ))}
      <IconButton size="S" variant="ghost" label={t('orEvent')} onClick={() => set([...names, ''])}>
        <Plus />
      </IconButton>
    </>
  );
}
