import {
  Card,
  CustomerLink,
  formatText,
  nodesOf,
  PagedTable,
  usePages,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Flex, Td, Tr, Typography } from '@strapi/design-system';
import { FigureConversationsDocument } from './figures.documents';
import type { FigureConversationsQuery } from './figures.documents';
import { formatShortDay, formatValue } from './format';
import type { Figure } from './groups';
import { dimensionTexts, statusTexts, texts } from './texts';
import type { View } from './view';

const rowsPerPage = 20;
const connectionOf = (result: FigureConversationsQuery) => result.figureConversations;
/** Of this one the reader wants to know who was recommended. */
const isOfRouting = ({ name }: Figure): boolean => name === 'routing_agreement';
type Counted = FigureConversationsQuery['figureConversations']['edges'][number]['node'];

/** The conversations behind the figure, each with the way to its customer. */
export function Conversations({ figure, view }: { readonly figure: Figure; readonly view: View }) {
  const t = useTexts(texts);
  const d = useTexts(dimensionTexts);
  const { can } = useViewer();
  const { from, to, filter } = view;
  const mayRead = can('profile.read');
  const list = usePages(
    FigureConversationsDocument,
    { name: figure.name, from, to, filter, first: rowsPerPage, routing: isOfRouting(figure) },
    connectionOf,
    { enabled: mayRead },
  );
  const rows = nodesOf(list.data, connectionOf);
  const recommended = isOfRouting(figure) ? [t('recommended')] : [];
  const heads = [
    t('customer'),
    t('day'),
    figure.label,
    ...recommended,
    d('agent'),
    d('team'),
    d('channel'),
    t('status'),
  ];
  return (
    <Card title={`${t('conversations')}: ${figure.label}`}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography variant="pi" textColor="neutral600">
          {t(mayRead ? 'worstFirst' : 'noRight')}
        </Typography>
        {mayRead && (
          <PagedTable list={list} heads={heads} count={rows.length} empty={t('noConversations')}>
            {rows.map((row, at) => (
              <ConversationRow key={row.conversation?.id ?? at} row={row} figure={figure} />
            ))}
          </PagedTable>
        )}
      </Flex>
    </Card>
  );
}

function ConversationRow({ row, figure }: { readonly row: Counted; readonly figure: Figure }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { conversation, day, value } = row;
  const isYes = figure.kind === 'SHARE';
  const status = Object.entries(statusTexts).find(([name]) => name === conversation?.status)?.[1];
  const cells = [
    formatShortDay(day, locale),
    isYes ? t(value === 1 ? 'yes' : 'no') : formatValue(value, figure.kind, locale),
    ...(isOfRouting(figure) ? [conversation?.routing?.agent ?? '–'] : []),
    conversation?.agent ?? '–',
    conversation?.team ?? '–',
    conversation?.channel ?? '–',
    status === undefined ? (conversation?.status ?? t('gone')) : formatText(status, locale),
  ];
  const profile = conversation?.profile ?? null;
  return (
    <Tr>
      <Td>
        <Typography fontWeight="semiBold">
          {profile === null ? t('gone') : <CustomerLink profile={profile} />}
        </Typography>
      </Td>
      {cells.map((cell, at) => (
        <Td key={at}>
          <Typography>{cell}</Typography>
        </Td>
      ))}
    </Tr>
  );
}
