import { formatNumber, useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';
import { toneColours } from '../words/reason-bars';
import type { Tone } from '../words/reason-bars';
import type { Progress } from './progress';
import { texts } from './texts';

const parts = [
  { of: 'sent', tone: 'sent', words: 'countSent' },
  { of: 'failed', tone: 'failed', words: 'countFailed' },
  { of: 'withheld', tone: 'withheld', words: 'countWithheld' },
  { of: 'waiting', tone: 'later', words: 'countWaiting' },
] as const satisfies readonly { readonly of: keyof Progress; readonly tone: Tone; readonly words: string }[];

/** Sent, failed, withheld and waiting as one bar, and in words below it. */
export function ProgressBar({ progress }: { readonly progress: Progress }) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (progress.total === 0) return <Typography textColor="neutral600">{t('nothingYet')}</Typography>;
  const shown = parts.filter(({ of }) => progress[of] > 0);
  return (
    <Flex direction="column" alignItems="stretch" gap={1} minWidth="18rem">
      <Flex aria-hidden hasRadius overflow="hidden" height="0.8rem" background="neutral150" gap="1px">
        {shown.map(({ of, tone }) => (
          <Box
            key={of}
            height="100%"
            width={`${(progress[of] / progress.total) * 100}%`}
            background={toneColours[tone]}
          />
        ))}
      </Flex>
      <Typography variant="pi" textColor="neutral600">
        {shown.map(({ of, words }) => t(words, { count: formatNumber(progress[of], locale) })).join(' · ')}
      </Typography>
    </Flex>
  );
}
