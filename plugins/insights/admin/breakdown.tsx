import { Card, ErrorState, LoadingState, useData, useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { FigureBreakdownDocument } from './figures.documents';
import type { FigureBreakdownQueryVariables } from './figures.documents';
import { formatValue } from './format';
import { nameOfGroup, sorted } from './groups';
import type { Figure, Group } from './groups';
import { dimensionTexts, texts } from './texts';
import { breakdowns, filterKeys, sorts } from './view';
import type { FilterKey, View } from './view';

type Props = { readonly figure: Figure; readonly view: View; readonly onShow: (change: Partial<View>) => void };

const dimensions = {
  team: 'TEAM',
  agent: 'AGENT',
  channel: 'CHANNEL',
  situation: 'SITUATION',
  month: 'MONTH',
} as const satisfies Record<View['by'], FigureBreakdownQueryVariables['by']>;
const sortTexts = { worst: 'sortWorst', size: 'sortSize', name: 'sortName' } as const;

/** The figure of each team, agent, channel, situation or month beside each other. */
export function Breakdown({ figure, view, onShow }: Props) {
  const t = useTexts(texts);
  const d = useTexts(dimensionTexts);
  const { from, to, filter, by, sort } = view;
  const query = useData(
    FigureBreakdownDocument,
    { name: figure.name, from, to, filter, by: dimensions[by] },
    { keepPrevious: true, refetchSeconds: 60 },
  );
  const groups = (query.data?.figures[0]?.groups ?? []).filter(({ value }) => value.n > 0);
  return (
    <Card title={`${t('compare')}: ${figure.label}`}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex gap={3} wrap="wrap">
          <Box minWidth="20rem">
            <SingleSelect
              aria-label={t('breakdown')}
              value={by}
              onChange={(next) => onShow({ by: breakdowns.find((one) => one === next) ?? by })}
            >
              {breakdowns.map((one) => (
                <SingleSelectOption key={one} value={one}>
                  {d(one)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Box>
          {by !== 'month' && (
            <Box minWidth="26rem">
              <SingleSelect
                aria-label={t('sort')}
                value={sort}
                onChange={(next) => onShow({ sort: sorts.find((one) => one === next) ?? sort })}
              >
                {sorts.map((one) => (
                  <SingleSelectOption key={one} value={one}>
                    {t(sortTexts[one])}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Box>
          )}
        </Flex>
        {query.error !== null && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isLoading && <LoadingState lines={4} />}
        {query.data !== undefined && groups.length === 0 && (
          <Typography textColor="neutral600">{t('noneFiltered')}</Typography>
        )}
        <Bars groups={sorted(groups, { by, sort, good: figure.good })} {...{ figure, view, onShow }} />
        {groups.length > 1 && (
          <Typography variant="pi" textColor="neutral600">
            {t(by === 'situation' ? 'situationsNote' : 'overlap')}
          </Typography>
        )}
      </Flex>
    </Card>
  );
}

function Bars({ groups, figure, view, onShow }: Props & { readonly groups: readonly Group[] }) {
  const highest = Math.max(...groups.map(({ value }) => value.high ?? value.value ?? 0));
  const top = figure.kind === 'SHARE' ? 1 : highest === 0 ? 1 : highest;
  return (
    <List>
      {groups.map((group) => (
        <BarRow key={group.key} {...{ group, figure, view, onShow, top }} />
      ))}
    </List>
  );
}

function BarRow({ group, figure, view, onShow, top }: Props & { readonly group: Group; readonly top: number }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { value, low, high, n } = group.value;
  const name = nameOfGroup(group.key, view.by, locale);
  const percent = (part: number): string => `${Math.min(100, (part / top) * 100).toFixed(2)}%`;
  const key = filterKeyOf(view.by);
  const written = value === null ? t('noValue') : formatValue(value, figure.kind, locale);
  const interval =
    low === null || high === null
      ? ''
      : t('certainty', { low: formatValue(low, figure.kind, locale), high: formatValue(high, figure.kind, locale) });
  return (
    <Row>
      {key === null ? (
        <Typography ellipsis>{name}</Typography>
      ) : (
        <NameButton
          type="button"
          title={t('showOnly', { name })}
          onClick={() => onShow({ filter: { ...view.filter, [key]: group.key } })}
        >
          {name}
        </NameButton>
      )}
      <Track aria-hidden title={interval}>
        <span className="bar" style={{ width: percent(value ?? 0) }} />
        {low !== null && high !== null && (
          <span className="interval" style={{ left: percent(low), width: percent(high - low) }} />
        )}
      </Track>
      <Amount fontWeight="semiBold">{written}</Amount>
      <Amount variant="pi" textColor="neutral600">
        {t('counted', { count: n })}
      </Amount>
    </Row>
  );
}

function filterKeyOf(by: View['by']): FilterKey | null {
  return filterKeys.find((one) => one === by) ?? null;
}

const List = styled.ul`
  display: flex;
  flex-direction: column;
  gap: 0.8rem;
`;
const Row = styled.li`
  display: grid;
  grid-template-columns: minmax(8rem, 20rem) minmax(0, 1fr) 12rem 14rem;
  gap: 1.6rem;
  align-items: center;
`;
const NameButton = styled.button`
  overflow: hidden;
  padding: 0.4rem 0;
  text-align: start;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
  background: none;
  border: none;
  cursor: pointer;
  text-decoration: underline;
  text-decoration-color: ${({ theme }) => theme.colors.neutral300};
  text-underline-offset: 0.3rem;
  &:hover {
    color: ${({ theme }) => theme.colors.primary600};
  }
`;
const Track = styled.div`
  position: relative;
  height: 1.6rem;
  border-radius: 2px;
  background: ${({ theme }) => theme.colors.neutral100};
  .bar {
    position: absolute;
    inset: 0 auto 0 0;
    min-width: 2px;
    border-radius: 2px;
    background: ${({ theme }) => theme.colors.primary500};
  }
  .interval {
    position: absolute;
    top: calc(50% - 1px);
    height: 2px;
    background: ${({ theme }) => theme.colors.neutral800};
    opacity: 0.6;
  }
`;
const Amount = styled(Typography)`
  text-align: end;
  font-variant-numeric: tabular-nums;
`;
