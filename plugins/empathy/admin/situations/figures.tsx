import {
  formatNumber,
  nodesOf,
  objects,
  PagedTable,
  textIn,
  useData,
  useLocale,
  usePages,
  useTexts,
} from '@rapport/sdk/admin';
import { Flex, Td, Tr, Typography } from '@strapi/design-system';
import { localized } from '../texts-in';
import { NextActionsDocument, SuggestionFiguresDocument } from './situations.documents';
import type { SuggestionFiguresQuery } from './situations.documents';
import { texts } from './texts';

const days = 180;
const rowsPerPage = 25;
const connectionOf = (result: SuggestionFiguresQuery) => result.suggestionFigures;
type Row = SuggestionFiguresQuery['suggestionFigures']['edges'][number]['node'];

/** Scripts and actions by what they achieved, not by taste. */
export function Figures() {
  const t = useTexts(texts);
  const locale = useLocale();
  const known = useData(NextActionsDocument, {});
  const list = usePages(SuggestionFiguresDocument, { days, first: rowsPerPage }, connectionOf);
  const rows = nodesOf(list.data, connectionOf);
  const actions = objects(known.data?.nextActions);
  const nameOf = ({ kind, item }: Row): string => {
    const action = kind === 'ACTION' ? actions.find((one) => textIn(one, 'key') === item) : undefined;
    return action === undefined ? item : localized(action['label'] ?? null, locale);
  };
  const heads = ['item', 'offered', 'used', 'edited', 'dismissed', 'taken', 'rating', 'resolved'] as const;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="delta" tag="h2">
        {t('figures')}
      </Typography>
      <Typography textColor="neutral600">{t('figuresText')}</Typography>
      <PagedTable list={list} heads={heads.map((one) => t(one))} count={rows.length} empty={t('noFigures')}>
        {rows.map((row) => (
          <Tr key={`${row.kind} ${row.item}`}>
            <Td>
              <Typography fontWeight="semiBold">{nameOf(row)}</Typography>
            </Td>
            {[row.offered, row.used, row.edited, row.dismissed].map((number, index) => (
              <Td key={index}>
                <Typography>{formatNumber(number, locale)}</Typography>
              </Td>
            ))}
            <Interval of={row.taken} isShare />
            <Interval of={row.meanRating} />
            <Interval of={row.resolved} isShare />
          </Tr>
        ))}
      </PagedTable>
    </Flex>
  );
}

/** `67 % (21–94 %)` */
function Interval({ of, isShare = false }: { readonly of: Row['taken']; readonly isShare?: boolean }) {
  const shown = (value: number): string => (isShare ? String(Math.round(value * 100)) : value.toFixed(1));
  const unit = isShare ? ' %' : '';
  return (
    <Td>
      <Typography>
        {of === null ? '–' : `${shown(of.value)}${unit} (${shown(of.low)}–${shown(of.high)}${unit})`}
      </Typography>
    </Td>
  );
}
