import {
  Avatar,
  formatMoney,
  formatNumber,
  isJsonObject,
  isMasked,
  Masked,
  nameOf,
  RelativeTime,
  TraitValue,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Flex, Table, Tbody, Td, Th, Thead, Tooltip, Tr, Typography } from '@strapi/design-system';
import type { Ref } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import type { CustomerRowFragment } from './list.documents';
import { texts } from './texts';
import { isTraitColumn, traitKeyOf } from './view';
import type { Column } from './view';

type Props = {
  readonly rows: readonly CustomerRowFragment[];
  readonly columns: readonly Column[];
  /** Of the first customer: the search bar goes there. */
  readonly firstLink: Ref<HTMLAnchorElement>;
};

/** Arrow keys go from cell to cell, Enter opens; a click anywhere on a row opens it, too. */
export function CustomerTable({ rows, columns, firstLink }: Props) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  return (
    <Table colCount={columns.length + 1} rowCount={rows.length + 1}>
      <Thead>
        <Tr>
          <Th>
            <Typography variant="sigma" textColor="neutral600">
              {t('customer')}
            </Typography>
          </Th>
          {columns.map((column) => (
            <Th key={column}>
              <Typography variant="sigma" textColor="neutral600">
                {isTraitColumn(column) ? traitKeyOf(column) : t(column)}
              </Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row, index) => (
          <Tr key={row.profileId} style={{ cursor: 'pointer' }} onClick={() => void navigate(row.profileId)}>
            <Td>
              <Name row={row} linkRef={index === 0 ? firstLink : undefined} />
            </Td>
            {columns.map((column) => (
              <Td key={column}>
                <Cell row={row} column={column} />
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Name({
  row,
  linkRef,
}: {
  readonly row: CustomerRowFragment;
  readonly linkRef: Ref<HTMLAnchorElement> | undefined;
}) {
  const t = useTexts(texts);
  const name = nameOf(row.traits);
  return (
    <Flex gap={3}>
      <Avatar name={name} />
      <NameLink to={row.profileId} ref={linkRef ?? null} onClick={(event) => event.stopPropagation()}>
        {name !== null && isMasked(name) ? (
          <Masked />
        ) : (
          <Typography fontWeight="semiBold" textColor={name === null ? 'neutral600' : 'neutral800'} ellipsis>
            {name ?? t('anonymous')}
          </Typography>
        )}
      </NameLink>
    </Flex>
  );
}

function Cell({ row, column }: { readonly row: CustomerRowFragment; readonly column: Column }) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (isTraitColumn(column)) {
    const key = traitKeyOf(column);
    const value = isJsonObject(row.traits) && Object.hasOwn(row.traits, key) ? row.traits[key] : undefined;
    return <TraitValue value={value} />;
  }
  if (column === 'firstSeen' || column === 'lastSeen') {
    const at = row[column];
    return <Typography>{at === null ? '–' : <RelativeTime at={at} />}</Typography>;
  }
  const { orders } = row;
  if (orders === undefined || orders.count === 0) return <Typography textColor="neutral500">–</Typography>;
  if (column === 'orders') return <Typography>{formatNumber(orders.count, locale)}</Typography>;
  const money = formatMoney(orders.total, orders.currency, locale);
  if (!orders.otherCurrencies) return <Typography>{money}</Typography>;
  return (
    <Tooltip label={t('otherCurrencies')}>
      <Typography tabIndex={0}>{`${money} +`}</Typography>
    </Tooltip>
  );
}

const NameLink = styled(Link)`
  text-decoration: none;
  max-width: 28rem;
  overflow: hidden;
  &:hover span {
    text-decoration: underline;
  }
`;
