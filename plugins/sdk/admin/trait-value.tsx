import { Flex, Typography } from '@strapi/design-system';
import { Check, Cross, Lock } from '@strapi/icons';
import { formatNumber } from './format';
import type { Json } from './graphql-document';
import { defineTexts } from './text';
import { useLocale, useTexts } from './use-texts';
import { isMasked } from './who';

const texts = defineTexts({
  masked: { en: 'masked', 'zh-Hans': '已脱敏' },
  yes: { en: 'yes', 'zh-Hans': '是' },
  no: { en: 'no', 'zh-Hans': '否' },
});

/** A value as people read it: numbers in their language, yes and no, JSON where nothing shorter says it. */
export function TraitValue({ value }: { readonly value: Json | undefined }) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (value === undefined || value === null || value === '') return <Typography textColor="neutral500">–</Typography>;
  if (isMasked(value)) return <Masked />;
  if (typeof value === 'boolean') {
    return (
      <Flex gap={1}>
        {value ? <Check width="1.2rem" aria-hidden /> : <Cross width="1.2rem" aria-hidden />}
        <Typography>{value ? t('yes') : t('no')}</Typography>
      </Flex>
    );
  }
  if (typeof value === 'number') return <Typography>{formatNumber(value, locale)}</Typography>;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <Typography ellipsis title={text} fontWeight={typeof value === 'string' ? 'regular' : 'semiBold'}>
      {text}
    </Typography>
  );
}

/** A value that this person may not see. */
export function Masked() {
  const t = useTexts(texts);
  return (
    <Flex gap={1} tag="span">
      <Lock width="1.2rem" height="1.2rem" fill="neutral500" aria-hidden />
      <Typography textColor="neutral600">{t('masked')}</Typography>
    </Flex>
  );
}
