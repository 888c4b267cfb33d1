import { isJsonObject, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Flex, TextInput, Typography } from '@strapi/design-system';
import { NumberField } from '../inputs/number-field';
import type { ConditionProps } from '../condition-editor';
import { texts } from './texts';

const seedCharsMax = 100;

/** A share of everybody, always the same people for the same seed. */
export function BucketCondition({ condition, onChange }: ConditionProps) {
  const t = useTexts(texts);
  const bucket = isJsonObject(condition['bucket']) ? condition['bucket'] : {};
  const set = (key: string) => (value: Json) => onChange({ ...condition, bucket: { ...bucket, [key]: value } });
  return (
    <Flex gap={2} wrap="wrap">
      <Typography>{t('bucketFrom')}</Typography>
      <NumberField
        label={t('bucketFrom')}
        value={numberOf(bucket['from'])}
        min={0}
        widthRem={7}
        onChange={set('from')}
      />
      <Typography>{t('bucketTo')}</Typography>
      <NumberField label={t('bucketTo')} value={numberOf(bucket['to'])} min={0} widthRem={7} onChange={set('to')} />
      <Typography>{t('bucketOf')}</Typography>
      <TextInput
        size="S"
        aria-label={t('seed')}
        maxLength={seedCharsMax}
        value={typeof bucket['seed'] === 'string' ? bucket['seed'] : ''}
        onChange={(event) => set('seed')(event.target.value)}
      />
    </Flex>
  );
}

function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}
