import { RapportError } from '@rapport/sdk';
import type { OrderTotals, ProfileRecord, ReviewRecord } from '@rapport/sdk';
import { connection, pageRequest, toConnection } from '../connection';
import type { PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { publicIdOf } from '../global-id';
import { customerCursor, reviewCursor } from './cursors';
import { given } from './load';
import { readLastSeen } from './profile';
import { searchableKeys } from '../searchable-keys';

const pageSizeMax = (context: RequestContext) => context.core.settings.graphql.pageSizeMax;
const nothingOrdered: OrderTotals = { orders: 0, total: 0, currency: null, otherCurrencies: false };

type ReviewArguments = PageArguments & { readonly type?: ReviewRecord['type'] | null };

/** Lists over all customers. */
export const customerResolvers = {
  Query: {
    async customers(_root: unknown, args: PageArguments, context: RequestContext) {
      context.require('profile.read');
      const request = pageRequest(args, customerCursor, pageSizeMax(context));
      const { profiles } = context.core.read;
      const page = await profiles.newest(request);
      const records = await profiles.byLeafIds(page.items.map((entry) => entry.rootId));
      const edges = page.items.map((entry, index) => {
        const node = records[index] ?? null;
        // The walk has read it already.
        if (node !== null)
          context.primeOf('profile.lastSeen', readLastSeen(context), node, entry.lastSeen ?? undefined);
        return { cursor: customerCursor.encode(entry.position), node };
      });
      const { pageInfo } = connection(edges, page.hasNext, page.hasPrevious);
      if (page.end === null) return { edges, pageInfo };
      const end = customerCursor.encode(page.end);
      return { edges, pageInfo: { ...pageInfo, ...(request.forward ? { endCursor: end } : { startCursor: end }) } };
    },

    async openReviews(_root: unknown, { type, ...args }: ReviewArguments, context: RequestContext) {
      context.require('profile.read');
      const request = pageRequest(args, reviewCursor, pageSizeMax(context));
      const page = await context.core.read.reviews.open({ ...request, type: given(type) });
      return toConnection(
        page,
        reviewCursor,
        (review) => review.id,
        (review) => review,
      );
    },

    async openReviewCounts(_root: unknown, _args: unknown, context: RequestContext) {
      context.require('profile.read');
      return context.core.read.reviews.count();
    },

    async unmergePreview(_root: unknown, { mergeId }: { mergeId: string }, context: RequestContext) {
      context.require('profile.read');
      const sides = await context.core.identity.unmergePreview(publicIdOf('Merge', mergeId));
      const [first, second] = await context.core.read.profiles.asIf([sides.first, sides.second]);
      // Erased or merged since.
      if (!first || !second) throw new RapportError('concurrent_change');
      return { first, second };
    },
  },

  Viewer: {
    searchKeys: (_viewer: unknown, _args: unknown, context: RequestContext) =>
      context.can('profile.read') ? searchableKeys(undefined, context).join(' ') : '',
  },

  Profile: {
    async orders(profile: ProfileRecord, _args: unknown, context: RequestContext) {
      context.require('timeline.read');
      const read = context.loadOf<OrderTotals>('profile.orders', (roots) => context.core.read.profiles.orders(roots));
      const { orders, ...totals } = (await read(profile)) ?? nothingOrdered;
      return { count: orders, ...totals };
    },
  },
};
