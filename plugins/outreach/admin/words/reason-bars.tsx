import { Box, Flex, Typography } from '@strapi/design-system';

export type ReasonBar = {
  readonly key: string;
  /** With its number in it: `3 said no`. */
  readonly sentence: string;
  readonly count: number;
  readonly tone: Tone;
};
export type Tone = 'sent' | 'later' | 'withheld' | 'failed';

export const toneColours = {
  sent: 'success500',
  later: 'primary500',
  withheld: 'neutral400',
  failed: 'danger500',
} as const satisfies Record<Tone, string>;

/** Sentences with their size as a bar below: they read the same without the bars. */
export function ReasonBars({ bars }: { readonly bars: readonly ReasonBar[] }) {
  const highest = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {bars.map(({ key, sentence, count, tone }) => (
        <li key={key}>
          <Typography>{sentence}</Typography>
          <Box aria-hidden background="neutral150" hasRadius marginTop={1}>
            <Box
              height="0.8rem"
              minWidth="3px"
              width={`${(count / highest) * 100}%`}
              background={toneColours[tone]}
              hasRadius
            />
          </Box>
        </li>
      ))}
    </Flex>
  );
}
