import { formatBytes, useLocale } from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { largest } from './shares';
import type { Share } from './shares';

const barsMax = 10;

type Props = { readonly shares: readonly Share[]; readonly others: (count: number) => string };

/** What takes how much, as bars beside their names: the list reads the same without the bars. */
export function ShareBars({ shares, others }: Props) {
  const locale = useLocale();
  const parts = largest(shares, barsMax);
  const rest = parts.others.reduce((sum, one) => sum + one.bytes, 0);
  const rows =
    parts.others.length === 0 ? parts.shown : [...parts.shown, { label: others(parts.others.length), bytes: rest }];
  const highest = Math.max(1, ...rows.map(({ bytes }) => bytes));
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {rows.map(({ label, bytes }) => (
        <Row key={label}>
          <Typography ellipsis title={label}>
            {label}
          </Typography>
          <Box aria-hidden>
            <Box
              height="1.2rem"
              minWidth="2px"
              width={`${(bytes / highest) * 100}%`}
              background="primary500"
              hasRadius
            />
          </Box>
          <Size textColor="neutral700">{formatBytes(bytes, locale)}</Size>
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
