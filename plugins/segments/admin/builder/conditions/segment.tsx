import { useTexts } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { useSegmentNames } from '../../use-segment-names';
import { useEditor } from '../editor';
import { Choice } from '../inputs/choice';
import type { ConditionProps } from '../condition-editor';
import { texts } from './texts';

/** Members of another segment. */
export function SegmentCondition({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const { ownKey } = useEditor();
  const names = useSegmentNames().filter(({ key }) => key !== ownKey);
  const chosen = typeof condition['segment'] === 'string' ? condition['segment'] : '';
  const options = names.map(({ key, name }) => ({ value: key, label: name }));
  // A key that is none (any more) is shown as it is written; the server says what is wrong with it.
  const unknown = options.some(({ value }) => value === chosen)
    ? []
    : [{ value: chosen, label: chosen === '' ? t('chooseSegment') : chosen }];
  return (
    <Flex gap={2} wrap="wrap">
      <Typography>{t('member')}</Typography>
      <Choice
        label={t('segment')}
        value={chosen}
        options={[...unknown, ...options]}
        onChange={(segment) => onChange({ ...condition, segment })}
      />
    </Flex>
  );
}
