import { useTexts } from '@rapport/sdk/admin';
import { Box, Button, Field, Flex, IconButton, TextInput } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { Group } from './group';
import type { CapDraft } from './policy';
import { texts } from './texts';

const capsMax = 10;
const fresh: CapDraft = { channel: '', count: '1', within: '24h' };
type Props = {
  readonly caps: readonly CapDraft[];
  readonly isReader: boolean;
  readonly onChange: (caps: readonly CapDraft[]) => void;
};

export function CapFields({ caps, isReader, onChange }: Props) {
  const t = useTexts(texts);
  const change = (index: number, changed: Partial<CapDraft>): void =>
    onChange(caps.map((cap, at) => (at === index ? { ...cap, ...changed } : cap)));
  return (
    <Group title={t('caps')} hint={t('capsHint')}>
      {caps.map(({ count, within, channel }, index) => (
        <Flex key={index} gap={4} alignItems="flex-end" wrap="wrap">
          <Box width="10rem">
            <Field.Root name={`cap-count-${index}`}>
              <Field.Label>{t('capCount')}</Field.Label>
              <TextInput
                inputMode="numeric"
                disabled={isReader}
                value={count}
                onChange={(event) => change(index, { count: event.target.value })}
              />
            </Field.Root>
          </Box>
          <Box width="14rem">
            <Field.Root name={`cap-within-${index}`}>
              <Field.Label>{t('capWithin')}</Field.Label>
              <TextInput
                placeholder={t('capWithinHint')}
                disabled={isReader}
                value={within}
                onChange={(event) => change(index, { within: event.target.value })}
              />
            </Field.Root>
          </Box>
          <Box width="18rem">
            <Field.Root name={`cap-channel-${index}`}>
              <Field.Label>{t('capChannel')}</Field.Label>
              <TextInput
                placeholder={t('capChannelAll')}
                disabled={isReader}
                value={channel}
                onChange={(event) => change(index, { channel: event.target.value })}
              />
            </Field.Root>
          </Box>
          {!isReader && (
            <IconButton
              variant="tertiary"
              label={t('removeCap', { number: index + 1 })}
              onClick={() => onChange(caps.filter((_, at) => at !== index))}
            >
              <Trash />
            </IconButton>
          )}
        </Flex>
      ))}
      {!isReader && caps.length < capsMax && (
        <Flex>
          <Button
            variant="tertiary"
            size="S"
            startIcon={<Plus aria-hidden />}
            onClick={() => onChange([...caps, fresh])}
          >
            {t('addCap')}
          </Button>
        </Flex>
      )}
    </Group>
  );
}
