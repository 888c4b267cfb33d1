import { isJsonList, isJsonObject, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { replaceAt, withKey, withKeys, without } from '../edit';
import { useEditor } from '../editor';
import type { Known } from '../known';
import { Choice } from './choice';
import { comparisonForType, ComparisonInput } from './comparison';
import { SuggestInput } from './suggest-input';
import { texts } from './texts';

type Props = {
  readonly value: Json | undefined;
  /** What has been seen on such events. */
  readonly known: readonly Known[];
  readonly timed?: boolean;
  /** How the first of them is introduced. */
  readonly lead?: string;
  readonly onChange: (value: Json | undefined) => void;
};

/** Comparisons that one and the same event passes. */
export function WhereRows({ value, known, timed = true, lead, onChange }: Props) {
  const t = useTexts(texts);
  const rows: readonly JsonObject[] = isJsonList(value) ? value.filter((one) => isJsonObject(one)) : [];
  const set = (next: readonly JsonObject[]): void => onChange(next.length === 0 ? undefined : next);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {rows.map((row, at) => (
        <Flex key={at} gap={2} wrap="wrap" paddingLeft={4}>
          <Typography textColor="neutral600">{at === 0 ? (lead ?? t('where')) : t('andWhere')}</Typography>
          <WhereRow row={row} known={known} timed={timed} onChange={(next) => set(replaceAt(rows, at, next))} />
          <IconButton size="S" variant="ghost" label={t('removeWhere')} onClick={() => set(without(rows, at))}>
            <Trash />
          </IconButton>
        </Flex>
      ))}
      <Flex paddingLeft={4}>
        <Button
          size="S"
          variant="ghost"
          startIcon={<Plus aria-hidden />}
          onClick={() => set([...rows, { property: '', op: 'eq', value: '' }])}
        >
          {t('addWhere')}
        </Button>
      </Flex>
    </Flex>
  );
}

type RowProps = {
  readonly row: JsonObject;
  readonly known: readonly Known[];
  readonly timed: boolean;
  readonly onChange: (row: JsonObject) => void;
};

function WhereRow({ row, known, timed, onChange }: RowProps) {
  const t = useTexts(texts);
  const { language } = useEditor();
  const part = Object.hasOwn(row, 'context') ? 'context' : 'property';
  const path = typeof row[part] === 'string' ? row[part] : '';
  const seen = part === 'property' ? known.find((one) => one.path === path) : undefined;
  const choosePath = (next: string): void => {
    const found = part === 'property' ? known.find((one) => one.path === next) : undefined;
    const changed = withKey(row, part, next);
    onChange(found === undefined ? changed : comparisonForType(changed, found.type, language));
  };
  return (
    <>
      <Choice
        label={t('partOf')}
        value={part}
        options={(['property', 'context'] as const).map((one) => ({ value: one, label: t(one) }))}
        onChange={(next) => onChange(withKeys(row, { [part]: undefined, [next]: path }))}
      />
      <SuggestInput
        label={t(part)}
        value={path}
        widthRem={18}
        suggestions={part === 'property' ? known.map((one) => ({ value: one.path, hint: one.hint })) : contextPaths}
        onChange={choosePath}
      />
      <ComparisonInput
        comparison={row}
        type={seen?.type ?? null}
        timed={timed}
        suggestions={(seen?.examples ?? []).map((one) => ({ value: one }))}
        onChange={onChange}
      />
    </>
  );
}

/** Of the Segment spec. */
const contextPaths = [
  'page.path',
  'page.url',
  'page.referrer',
  'campaign.source',
  'campaign.medium',
  'campaign.name',
  'locale',
  'timezone',
  'device.type',
  'os.name',
  'app.version',
  'library.name',
].map((value) => ({ value }));
