import {
  EmptyState,
  ErrorState,
  isJsonObject,
  LoadingState,
  PageFrame,
  useData,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import {
  Box,
  Button,
  Flex,
  IconButton,
  LinkButton,
  Searchbar,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { ChevronLeft, ChevronRight, Search, User } from '@strapi/icons';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { LiveBadge } from '../live-badge';
import { ColumnsMenu } from './columns-menu';
import { CustomerTable } from './customer-table';
import { SearchKeysDocument } from './list.documents';
import { texts } from './texts';
import { useCustomers } from './use-customers';
import type { CustomerPage } from './use-customers';
import { addressOfView, viewOfAddress } from './view';
import type { ListView } from './view';
import { ViewsMenu } from './views-menu';

export function CustomersList() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [address, setAddress] = useSearchParams();
  const view = viewOfAddress(address);
  const page = useCustomers(view);
  const search = useRef<HTMLInputElement>(null);
  const firstLink = useRef<HTMLAnchorElement>(null);
  useSlash(search);
  const show = (changed: Partial<ListView>) => setAddress(addressOfView({ ...view, ...changed }), { replace: true });
  const columns = can('timeline.read')
    ? view.columns
    : view.columns.filter((one) => one !== 'value' && one !== 'orders');
  const { rows } = page;
  return (
    <PageFrame
      title={t('title')}
      subtitle={view.search.trim() === '' ? t('subtitle') : t('found', { text: view.search.trim() })}
      actions={<LiveBadge state={page.live} />}
    >
      <Flex gap={2} paddingBottom={4} alignItems="flex-start" wrap="wrap">
        <Box flex="1" minWidth="24rem">
          <Searchbar
            ref={search}
            name="search"
            value={view.search}
            placeholder={t('search')}
            title={t('searchHint')}
            maxLength={200}
            clearLabel={t('clear')}
            onClear={() => show({ search: '' })}
            onChange={(event) => show({ search: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              firstLink.current?.focus();
            }}
          >
            {t('search')}
          </Searchbar>
        </Box>
        <SearchIn value={view.searchIn} onChange={(searchIn) => show({ searchIn })} />
        <ViewsMenu view={view} onChoose={(chosen) => show(chosen)} />
        <ColumnsMenu
          columns={view.columns}
          traitKeys={traitKeysOf(rows)}
          onChange={(chosen) => show({ columns: chosen })}
        />
      </Flex>
      {page.error !== null && <ErrorState error={page.error} onRetry={page.refetch} />}
      {page.error === null && rows === null && <LoadingState lines={8} />}
      {page.error === null && rows !== null && rows.length === 0 && (
        <Nobody search={view.search.trim()} onClear={() => show({ search: '' })} />
      )}
      {page.error === null && rows !== null && rows.length > 0 && (
        <>
          <CustomerTable rows={rows} columns={columns} firstLink={firstLink} />
          <Pager page={page} />
        </>
      )}
    </PageFrame>
  );
}

function SearchIn({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (key: string | null) => void;
}) {
  const t = useTexts(texts);
  const { data } = useData(SearchKeysDocument, {});
  const keys = data?.viewer.searchKeys.split(' ').filter((key) => key !== '') ?? [];
  return (
    <Box width="18rem">
      <SingleSelect
        size="S"
        aria-label={t('searchIn')}
        value={value ?? ''}
        onChange={(key) => onChange(key === '' ? null : String(key))}
      >
        <SingleSelectOption value="">{t('everywhere')}</SingleSelectOption>
        {keys.map((key) => (
          <SingleSelectOption key={key} value={key}>
            {key}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
}

/** Nobody at all: the way to the first one. Nobody found: the way back. */
function Nobody({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const icon = { width: '4rem', height: '4rem', fill: 'neutral400' } as const;
  if (search !== '') {
    return (
      <EmptyState
        icon={<Search {...icon} aria-hidden />}
        content={t('nobodyFound', { text: search })}
        action={
          <Button variant="secondary" onClick={onClear}>
            {t('clear')}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<User {...icon} aria-hidden />}
      content={t('nobody')}
      action={
        can('source.read') ? (
          <LinkButton tag={Link} to="/sources" variant="secondary">
            {t('toSources')}
          </LinkButton>
        ) : null
      }
    />
  );
}

function Pager({ page }: { readonly page: CustomerPage }) {
  const t = useTexts(texts);
  if (page.pageNumber === 1 && !page.hasNext) return null;
  return (
    <Flex justifyContent="flex-end" gap={3} paddingTop={4}>
      <IconButton label={t('previous')} disabled={page.pageNumber === 1} onClick={page.previous}>
        <ChevronLeft />
      </IconButton>
      <Typography textColor="neutral600" aria-live="polite">
        {t('page', { number: page.pageNumber })}
      </Typography>
      <IconButton label={t('next')} disabled={!page.hasNext || page.isFetching} onClick={page.next}>
        <ChevronRight />
      </IconButton>
    </Flex>
  );
}

/** `/` goes to the search, as in so many lists, unless somebody is typing. */
function useSlash(target: React.RefObject<HTMLInputElement>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      target.current?.focus();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [target]);
}

function traitKeysOf(rows: CustomerPage['rows']): string[] {
  return [...new Set((rows ?? []).flatMap(({ traits }) => (isJsonObject(traits) ? Object.keys(traits) : [])))].sort();
}
