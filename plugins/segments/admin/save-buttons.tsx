import { defineTexts, describeError, useLocale, useTexts, useViewer } from '@rapport/sdk/admin';
import type { ApiError } from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { useId } from 'react';
import type { ReactNode } from 'react';

const texts = defineTexts({
  saveDraft: { en: 'Save the draft', 'zh-Hans': '保存草稿' },
  publish: { en: 'Save and publish', 'zh-Hans': '保存并发布' },
  unnamed: { en: 'It needs a name before it can be saved.', 'zh-Hans': '请先填写名称再保存。' },
  unfinished: {
    en: 'A condition is not finished yet.',
    'zh-Hans': '有条件尚未填写完整。',
  },
  faults: {
    en: '{count, plural, one {One thing has} other {# things have}} to be mended before it can be saved.',
    'zh-Hans': '请先修正 {count} 处问题再保存。',
  },
});

type Props = {
  readonly isNamed: boolean;
  /** Every field has something in it. */
  readonly isWhole?: boolean;
  readonly faults: readonly unknown[];
  /** What is written was looked at as it stands. */
  readonly isChecked: boolean;
  readonly isBusy: boolean;
  readonly error: ApiError | null;
  readonly onSave: () => void;
  readonly onPublish: () => void;
  /** Buttons before these. */
  readonly children?: ReactNode;
};

/** Of a definition that is being written: a draft, or what counts from now on; where neither can be, why not. */
export function SaveButtons(props: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const hint = useId();
  const { isNamed, isWhole = true, faults, isChecked, isBusy, error, onSave, onPublish, children } = props;
  const hindrance = !isNamed
    ? t('unnamed')
    : !isWhole
      ? t('unfinished')
      : faults.length > 0
        ? t('faults', { count: faults.length })
        : null;
  const state = { disabled: hindrance !== null || !isChecked, loading: isBusy, 'aria-describedby': hint };
  return (
    <Flex direction="column" alignItems="flex-end" gap={2}>
      <Flex gap={2} wrap="wrap">
        {children}
        {can('segment.write') && (
          <Button variant="secondary" {...state} onClick={onSave}>
            {t('saveDraft')}
          </Button>
        )}
        {can('segment.write') && can('segment.publish') && (
          <Button {...state} onClick={onPublish}>
            {t('publish')}
          </Button>
        )}
      </Flex>
      <Typography id={hint} variant="pi" textColor="neutral600">
        {hindrance ?? ''}
      </Typography>
      {error !== null && (
        <Typography textColor="danger600" role="alert">
          {describeError(error, locale)}
        </Typography>
      )}
    </Flex>
  );
}
