import {
  downloadText,
  EmptyState,
  ErrorState,
  LoadingState,
  PageFrame,
  useData,
  useLocale,
  useNow,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Flex } from '@strapi/design-system';
import { ChartBubble, Download } from '@strapi/icons';
import { useSearchParams } from 'react-router-dom';
import { Breakdown } from './breakdown';
import { Controls } from './controls';
import { Conversations } from './conversations';
import { FigureDetail } from './figure-detail';
import { FiguresOverviewDocument } from './figures.documents';
import { formatShortDay } from './format';
import { csvOf } from './groups';
import type { Figure } from './groups';
import { texts } from './texts';
import { Tiles } from './tiles';
import { addressOfView, viewOfAddress } from './view';
import type { View } from './view';

const refetchSeconds = 60;

/** How the helpdesk is doing, figure by figure, down to the conversations. */
export default function FiguresPage() {
  const t = useTexts(texts);
  const locale = useLocale();
  const [address, setAddress] = useSearchParams();
  const view = viewOfAddress(address, dayOf(useNow()));
  const { from, to, filter } = view;
  const query = useData(
    FiguresOverviewDocument,
    { from, to, filter, language: locale },
    { keepPrevious: true, refetchSeconds },
  );
  const show = (change: Partial<View>) => setAddress(addressOfView({ ...view, ...change }), { replace: true });
  const figures = query.data?.figures ?? [];
  const isEmpty = figures.every(({ total }) => total.n === 0);
  return (
    <PageFrame
      title={t('title')}
      subtitle={t('subtitle', { from: formatShortDay(from, locale), to: formatShortDay(to, locale) })}
      actions={
        <Button
          variant="tertiary"
          startIcon={<Download aria-hidden />}
          disabled={isEmpty}
          onClick={() => downloadText(csvOf(figures), `figures-${from}-${to}.csv`, 'text/csv')}
        >
          {t('download')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Controls view={view} onShow={show} />
        {query.error !== null && figures.length === 0 && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isLoading && <LoadingState lines={10} />}
        {query.data !== undefined && isEmpty && (
          <EmptyState
            icon={<ChartBubble width="6rem" height="6rem" fill="neutral400" aria-hidden />}
            content={t(Object.keys(filter).length === 0 ? 'none' : 'noneFiltered')}
          />
        )}
        {!isEmpty && <Content figures={figures} view={view} onShow={show} />}
      </Flex>
    </PageFrame>
  );
}

type ContentProps = {
  readonly figures: readonly Figure[];
  readonly view: View;
  readonly onShow: (change: Partial<View>) => void;
};

function Content({ figures, view, onShow }: ContentProps) {
  const chosen = figures.find(({ name }) => name === view.figure) ?? figures[0];
  if (chosen === undefined) return null;
  return (
    <>
      <Tiles figures={figures} chosen={chosen.name} onChoose={(figure) => onShow({ figure })} />
      <FigureDetail figure={chosen} />
      <Breakdown figure={chosen} view={view} onShow={onShow} />
      <Conversations figure={chosen} view={view} />
    </>
  );
}

/** The reader's own calendar day, YYYY-MM-DD. */
function dayOf(now: number): string {
  const date = new Date(now);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
