import { Notice, useTexts } from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { useMemo } from 'react';
import { CodeField, FaultLines } from '../editor/code-field';
import type { Fault } from '../editor/faults';
import type { Insert } from '../editor/use-insert';
import { BlockEditor } from './block-editor';
import { emptyMail } from './kinds';
import { texts } from './texts';
import { readBlocks } from './tree';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly faults: readonly Fault[];
  readonly isReader: boolean;
  readonly onChange: (value: string) => void;
  readonly onFocus: (insert: Insert) => void;
};

/** A mail in blocks, as far as they can be told from each other; else it stays code, and says why. */
export function MailField(props: Props) {
  const { label, value, faults, onChange, onFocus } = props;
  const t = useTexts(texts);
  const tree = useMemo(() => readBlocks(value), [value]);
  if (value.trim() === '')
    return (
      <Flex gap={3} wrap="wrap">
        <Typography textColor="neutral600">{t('beginText')}</Typography>
        <Button variant="secondary" size="S" onClick={() => onChange(emptyMail)}>
          {t('begin')}
        </Button>
      </Flex>
    );
  if (tree === null)
    return (
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Notice kind="warning">{t('onlyCode')}</Notice>
        <CodeField {...props} format="mjml" />
      </Flex>
    );
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <BlockEditor label={label} tree={tree} value={value} onChange={onChange} onFocus={onFocus} />
      <FaultLines faults={faults} />
    </Flex>
  );
}
