import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { largest } from './shares';
import type { Share } from './shares';
import type { Locale } from './text';
import { useLocale } from './use-texts';

const barsMax = 10;

type Props = {
  readonly shares: readonly Share[];
  /** So many smaller ones, which are not among them, take so much together. */
  readonly rest?: { readonly count: number; readonly value: number };
  /** What the smaller ones are called together. */
  readonly others: (count: number) => string;
  readonly format: (value: number, locale: Locale) => string;
};

/** What takes how much, as bars beside their names: the list reads the same without the bars. */
export function ShareBars({ shares, rest = { count: 0, value: 0 }, others, format }: Props) {
  const locale = useLocale();
  const parts = largest(shares, barsMax);
  const count = parts.others.length + rest.count;
  const value = parts.others.reduce((sum, one) => sum + one.value, rest.value);
  const rows = count === 0 ? parts.shown : [...parts.shown, { label: others(count), value }];
  const highest = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {rows.map(({ label, value }) => (
        <Row key={label}>
          <Typography ellipsis title={label}>
            {label}
          </Typography>
          <Box aria-hidden>
            <Box
              height="1.2rem"
              minWidth="2px"
              width={`${(value / highest) * 100}%`}
              background="primary500"
              hasRadius
            />
          </Box>
          <Size textColor="neutral700">{format(value, locale)}</Size>
        </Row>
      ))}
    </Flex>
  );
}

const Row = styled.li`
  display: grid;
  grid-template-columns: minmax(8rem, 22rem) minmax(0, 1fr) 9rem;
  gap: 1.2rem;
  align-items: center;
`;
const Size = styled(Typography)`
  text-align: end;
  font-variant-numeric: tabular-nums;
`;
