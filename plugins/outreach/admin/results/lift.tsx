import { Card, formatNumber, TableHeads, useLocale, useTexts } from '@rapport/sdk/admin';
import { Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Lift, People, Results } from './results-in';
import { texts } from './texts';
import { formatPoints, formatShare } from './words';

type Props = { readonly control: NonNullable<Results['control']> };

/** Whether it did anything: those who got it against those who were held out. */
export function ControlCard({ control }: Props) {
  const t = useTexts(texts);
  return (
    <Card title={t('lift')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography fontWeight="semiBold">{useLiftWords()(control.lift)}</Typography>
        {control.lift !== null && <LiftPicture lift={control.lift} />}
        <Table colCount={4} rowCount={3}>
          <TableHeads heads={[t('group'), t('people'), t('converted'), t('rate')]} />
          <Tbody>
            <Row name={t('got')} people={control.got} />
            <Row name={t('heldOut')} people={control} />
          </Tbody>
        </Table>
      </Flex>
    </Card>
  );
}

function Row({ name, people: { people, converted } }: { readonly name: string; readonly people: People }) {
  const locale = useLocale();
  return (
    <Tr>
      {[
        name,
        formatNumber(people, locale),
        formatNumber(converted, locale),
        formatShare(converted, people, locale),
      ].map((cell, at) => (
        <Td key={at}>
          <Typography>{cell}</Typography>
        </Td>
      ))}
    </Tr>
  );
}

/** An interval that holds 0 proves nothing, and is said to. */
function useLiftWords(): (lift: Lift | null) => string {
  const t = useTexts(texts);
  const locale = useLocale();
  return (lift) => {
    if (lift === null) return t('liftUnknown');
    const said = { low: formatPoints(lift.low, locale), high: formatPoints(lift.high, locale) };
    const points = formatPoints(Math.abs(lift.difference), locale).replace('+', '');
    if (lift.low > 0) return t('liftMore', { points, ...said });
    return lift.high < 0 ? t('liftFewer', { points, ...said }) : t('liftOpen', said);
  };
}

const width = 600;
const height = 40;
const marginShare = 0.1;

/** The difference as a dot, its interval as whiskers, beside the line at which there is none. */
export function LiftPicture({
  lift: { difference, low, high },
  isSmall = false,
}: {
  readonly lift: Lift;
  readonly isSmall?: boolean;
}) {
  const t = useTexts(texts);
  const locale = useLocale();
  const said = { low: formatPoints(low, locale), high: formatPoints(high, locale) };
  const [left, right] = [Math.min(0, low), Math.max(0, high)];
  const span = Math.max(right - left, Number.EPSILON);
  const place = (share: number): number => (marginShare + ((share - left) / span) * (1 - 2 * marginShare)) * width;
  const tone = low > 0 ? 'more' : high < 0 ? 'fewer' : 'open';
  const half = height / 2;
  return (
    <Picture
      viewBox={`0 0 ${width} ${height}`}
      $isSmall={isSmall}
      role="img"
      aria-label={t('liftChart', said)}
      className={tone}
    >
      <line className="zero" x1={place(0)} x2={place(0)} y1={0} y2={height} />
      <line x1={place(low)} x2={place(high)} y1={half} y2={half} />
      <line x1={place(low)} x2={place(low)} y1={half - 9} y2={half + 9} />
      <line x1={place(high)} x2={place(high)} y1={half - 9} y2={half + 9} />
      <circle cx={place(difference)} cy={half} r={7} />
      {!isSmall && (
        <>
          <text x={place(low)} y={half - 12} textAnchor="middle">
            {said.low}
          </text>
          <text x={place(high)} y={half - 12} textAnchor="middle">
            {said.high}
          </text>
        </>
      )}
    </Picture>
  );
}

const Picture = styled.svg<{ readonly $isSmall: boolean }>`
  display: block;
  width: ${({ $isSmall }) => ($isSmall ? '18rem' : '100%')};
  max-width: 60rem;
  overflow: visible;
  line {
    stroke-width: 3;
    stroke: ${({ theme }) => theme.colors.neutral500};
  }
  circle {
    fill: ${({ theme }) => theme.colors.neutral600};
  }
  &.more line {
    stroke: ${({ theme }) => theme.colors.success600};
  }
  &.more circle {
    fill: ${({ theme }) => theme.colors.success600};
  }
  &.fewer line {
    stroke: ${({ theme }) => theme.colors.danger600};
  }
  &.fewer circle {
    fill: ${({ theme }) => theme.colors.danger600};
  }
  &.more .zero,
  &.fewer .zero,
  .zero {
    stroke: ${({ theme }) => theme.colors.neutral300};
    stroke-dasharray: 4 4;
  }
  text {
    font-size: 1.2rem;
    fill: ${({ theme }) => theme.colors.neutral700};
  }
`;
