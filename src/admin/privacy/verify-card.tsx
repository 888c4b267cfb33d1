import {
  askGraphql,
  Card,
  describeError,
  Notice,
  parseJson,
  toApiError,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Button, Field, Flex, Textarea, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { VerifyReceiptDocument } from './privacy.documents';
import type { VerifyReceiptQuery } from './privacy.documents';
import { texts } from './texts';
import { readWho } from './who';

type Checked = VerifyReceiptQuery['verifyReceipt'] & { readonly who: string };

/** A receipt from anywhere: whether it is ours, and whether it covers somebody. */
export function VerifyCard() {
  const t = useTexts(texts);
  const locale = useLocale();
  const [text, setText] = useState('');
  const [who, setWho] = useState('');
  const [checked, setChecked] = useState<Checked | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const verify = async (): Promise<void> => {
    const receipt = parseJson(text);
    if (receipt === undefined) throw new SyntaxError(t('noJson'));
    const named = readWho(who);
    const identifier =
      named === null ? null : 'identifier' in named ? named.identifier : { kind: 'user_id', value: who };
    const { verifyReceipt } = await askGraphql(VerifyReceiptDocument, { receipt, identifier });
    setChecked({ ...verifyReceipt, who: who.trim() });
  };
  const start = (): void => {
    setChecked(null);
    setFailure(null);
    verify().catch((error: unknown) =>
      setFailure(error instanceof SyntaxError ? error.message : describeError(toApiError(error), locale)),
    );
  };
  return (
    <Card title={t('verify')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Field.Root {...(failure === null ? {} : { error: failure })}>
          <Field.Label>{t('paste')}</Field.Label>
          <Textarea value={text} onChange={(event) => setText(event.target.value)} />
          <Field.Error />
        </Field.Root>
        <Flex gap={3} alignItems="flex-end" wrap="wrap">
          <Box flex="1" minWidth="26rem">
            <Field.Root>
              <Field.Label>{t('covers')}</Field.Label>
              <TextInput value={who} onChange={(event) => setWho(event.target.value)} />
            </Field.Root>
          </Box>
          <Button variant="secondary" size="L" disabled={text.trim() === ''} onClick={start}>
            {t('check')}
          </Button>
        </Flex>
        {checked !== null && <Result checked={checked} />}
      </Flex>
    </Card>
  );
}

function Result({ checked: { valid, covers, who } }: { readonly checked: Checked }) {
  const t = useTexts(texts);
  if (!valid) return <Notice kind="warning">{t('invalid')}</Notice>;
  return (
    <Notice kind="good">
      <Typography>{t('valid')}</Typography>
      {covers !== null && <Typography>{t(covers ? 'isCovered' : 'isNotCovered', { who })}</Typography>}
    </Notice>
  );
}
