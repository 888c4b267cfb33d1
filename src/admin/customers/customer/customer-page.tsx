import {
  announceDone,
  CustomerCards,
  Avatar,
  EmptyState,
  ErrorState,
  formatMoney,
  isMasked,
  LoadingState,
  Masked,
  nameOf,
  PageFrame,
  queryClient,
  RelativeTime,
  useData,
  useLive,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Box, Button, Flex, MenuItem, SimpleMenu, Typography } from '@strapi/design-system';
import { ArrowLeft, BulletList, Download, Duplicate, ManyToOne, Trash, User } from '@strapi/icons';
import { useEffect, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { styled } from 'styled-components';
import { LiveBadge } from '../live-badge';
import { EraseDialog } from '../privacy/erase-dialog';
import { ExportDialog } from '../privacy/export-dialog';
import { Timeline } from '../timeline/timeline';
import { TimelineDocument } from '../timeline/timeline.documents';
import { noFilters, useTimeline } from '../timeline/use-timeline';
import { CustomerDocument } from './customer.documents';
import type { CustomerQuery } from './customer.documents';
import { IdentifiersCard } from './identifiers-card';
import { AccountsCard, ConversationsCard } from './lists-cards';
import { MergeDialog } from './merge-dialog';
import { MergesCard } from './merges-card';
import { ReviewsBanner } from './reviews-banner';
import { texts } from './texts';
import { TraitsCard } from './traits-card';
import { useFirstLook } from './use-first-look';

type Profile = NonNullable<CustomerQuery['profile']>;

/** One customer, whole. */
export function CustomerPage() {
  const { id = '' } = useParams();
  const [isErasing, setIsErasing] = useState(false);
  return (
    <>
      <Customer id={id} onErase={() => setIsErasing(true)} />
      {/* Stays when the customer goes. */}
      {isErasing && <EraseDialog id={id} onClose={() => setIsErasing(false)} />}
    </>
  );
}

function Customer({ id, onErase }: { readonly id: string; readonly onErase: () => void }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const canReadTimeline = can('timeline.read');
  const customer = useData(CustomerDocument, { id, orders: canReadTimeline }, { keepPrevious: true });
  const { data, error, refetch } = customer;
  const [filters, setFilters] = useState(noFilters);
  const timeline = useTimeline(id, filters, canReadTimeline);
  // Until another customer is there the last one is shown: his address leads nowhere else.
  useCanonicalAddress(id, customer.isPlaceholderData ? undefined : data?.profile?.profileId);
  const live = useLive([id], () => {
    // The timeline decides for itself whether it may move.
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== TimelineDocument.name });
    timeline.follow();
  });
  const profile = data?.profile;
  useFirstLook(profile !== undefined && profile !== null);
  if (profile === undefined || profile === null) {
    return (
      <PageFrame title={t('title')} navigation={<Back />}>
        {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
        {error === null && data === undefined && <LoadingState lines={8} />}
        {profile === null && <EmptyState icon={<User width="4rem" height="4rem" aria-hidden />} content={t('gone')} />}
      </PageFrame>
    );
  }
  const canIdentify = can('identity.write');
  const reviews = [...profile.suggestions.edges, ...profile.conflicts.edges].map(({ node }) => node);
  return (
    <PageFrame
      title={titleOf(profile) ?? t('anonymous')}
      navigation={<Back />}
      subtitle={<Summary profile={profile} />}
      actions={<Actions id={profile.profileId} live={<LiveBadge state={live} />} onErase={onErase} />}
    >
      <Columns>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <IdentifiersCard id={profile.profileId} canSeparate={canIdentify} />
          <CustomerCards profileId={profile.profileId} />
          <TraitsCard id={profile.profileId} canWrite={can('profile.write')} />
          <AccountsCard accounts={profile.accounts} />
          <ConversationsCard conversations={profile.conversations} />
          <MergesCard merges={profile.merges.edges.map(({ node }) => node)} canUndo={canIdentify} />
        </Flex>
        <Flex direction="column" alignItems="stretch" gap={4} minWidth={0}>
          <ReviewsBanner id={profile.profileId} reviews={reviews} canDecide={canIdentify} />
          <Timeline timeline={timeline} filters={filters} onFilter={setFilters} isAllowed={canReadTimeline} />
        </Flex>
      </Columns>
    </PageFrame>
  );
}

/** After a merge the old address leads to the customer of today: the address bar says so, too. */
function useCanonicalAddress(id: string, profileId: string | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (profileId !== undefined && profileId !== id) void navigate(`/customers/${profileId}`, { replace: true });
  }, [id, profileId, navigate]);
}

function Back() {
  const t = useTexts(texts);
  return (
    <BackLink to="/customers">
      <ArrowLeft width="1.2rem" height="1.2rem" fill="primary600" aria-hidden />
      <Typography textColor="primary600">{t('back')}</Typography>
    </BackLink>
  );
}

function titleOf(profile: Profile): string | null {
  const name = nameOf(profile.traits);
  return name !== null && isMasked(name) ? null : name;
}

function Summary({ profile }: { readonly profile: Profile }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const name = nameOf(profile.traits);
  const { orders, firstSeen, lastSeen } = profile;
  return (
    <Flex gap={3} paddingTop={2} wrap="wrap">
      <Avatar name={name} />
      {name !== null && isMasked(name) && <Masked />}
      {lastSeen !== null && (
        <Fact label={t('lastSeen')}>
          <RelativeTime at={lastSeen} />
        </Fact>
      )}
      {firstSeen !== null && (
        <Fact label={t('firstSeen')}>
          <RelativeTime at={firstSeen} />
        </Fact>
      )}
      {orders !== undefined && orders.count > 0 && (
        <Fact label={t('value')}>
          {`${formatMoney(orders.total, orders.currency, locale)}${orders.otherCurrencies ? ' +' : ''} (${t('orders', { count: orders.count })})`}
        </Fact>
      )}
    </Flex>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <Box>
      <Typography textColor="neutral600">{label} </Typography>
      <Typography fontWeight="semiBold">{children}</Typography>
    </Box>
  );
}

type ActionsProps = { readonly id: string; readonly live: React.ReactNode; readonly onErase: () => void };

/** What a person may do with the whole customer, by rights. */
function Actions({ id, live, onErase }: ActionsProps) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'merge' | 'export' | null>(null);
  const close = () => setOpen(null);
  const copy = () => navigator.clipboard.writeText(id).then(() => announceDone({ message: t('copied') }));
  return (
    <Flex gap={3} wrap="wrap">
      {live}
      {can('identity.write') && (
        <Button variant="secondary" startIcon={<ManyToOne />} onClick={() => setOpen('merge')}>
          {t('mergeWith')}
        </Button>
      )}
      <SimpleMenu label={t('more')} variant="tertiary" popoverPlacement="bottom-end">
        <MenuItem startIcon={<Duplicate aria-hidden />} onSelect={() => void copy()}>
          {t('copyId')}
        </MenuItem>
        {can('audit.read') && (
          <MenuItem startIcon={<BulletList aria-hidden />} onSelect={() => void navigate(`/audit?customer=${id}`)}>
            {t('whoLooked')}
          </MenuItem>
        )}
        {can('privacy.export') && (
          <MenuItem startIcon={<Download aria-hidden />} onSelect={() => setOpen('export')}>
            {t('export')}
          </MenuItem>
        )}
        {can('privacy.erase') && (
          <MenuItem variant="danger" startIcon={<Trash aria-hidden />} onSelect={onErase}>
            {t('erase')}
          </MenuItem>
        )}
      </SimpleMenu>
      {open === 'merge' && <MergeDialog id={id} onClose={close} />}
      {open === 'export' && <ExportDialog id={id} onClose={close} />}
    </Flex>
  );
}

const Columns = styled.div`
  display: grid;
  grid-template-columns: minmax(30rem, 1fr) minmax(0, 2fr);
  gap: 1.6rem;
  align-items: start;
  @media (max-width: 64em) {
    grid-template-columns: minmax(0, 1fr);
  }
`;

const BackLink = styled(Link)`
  color: ${({ theme }) => theme.colors.primary600};
  display: inline-flex;
  align-items: center;
  gap: 0.8rem;
  text-decoration: none;
`;
