import { globalId } from '../../plugins/customer-360/server/global-id';
import type { PageIds } from './page-fill';
import { figureRequests, outreachRequests, segmentRequests, situationRequests } from './page-requests-by-plugin';

/** One way to ask a document; `title` tells it from others of the same. */
export type PageRequest = { readonly title?: string; readonly variables: readonly object[] };

/** Rows of one page of the lists: what the pages ask for. */
export const listRows = 50;

/**
 * What the pages fill in. Each query of src/admin and plugins/*\/admin has a line here, else the bench says which one is missing.
 */
export function pageRequests(ids: PageIds): ReadonlyMap<string, readonly PageRequest[]> {
  const each = (list: readonly string[], variables: (id: string) => object): readonly object[] => list.map(variables);
  const profile = (rest: object) => (id: string) => ({ id: globalId('Profile', id), ...rest });
  const nameIds = (list: readonly number[]) => list.map((id) => globalId('EventName', id));
  const timeline = { first: listRows, after: null };
  return new Map<string, readonly PageRequest[]>([
    ...[...customers(), ...catalogue(), ...sources(), ...care()],
    ...[
      ...figureRequests(Date.now()),
      ...situationRequests(ids),
      ...segmentRequests(ids),
      ...outreachRequests(ids, Date.now()),
    ],
  ]);

  function customers(): [string, readonly PageRequest[]][] {
    return [
      ['Customers', [{ variables: [{ first: listRows, after: null, orders: true }] }]],
      [
        'SearchCustomers',
        [
          { title: 'a first name of one in 500', variables: searches((n) => `ada${n * 7}`) },
          { title: 'the first letters of everybody', variables: searches((n) => 'lovelace'.slice(0, 1 + (n % 5))) },
          { title: 'two words', variables: searches((n) => `ada${n % 10} love`) },
          { title: 'the beginning of an e-mail address', variables: searches((n) => `c${n * 3}`) },
        ],
      ],
      ['FindCustomers', [{ variables: Array.from({ length: 20 }, (_, n) => ({ text: `ada${n * 7}` })) }]],
      [
        'Customer',
        [
          { variables: each(ids.customers, profile({ orders: true })) },
          { title: 'merged', variables: each(ids.mergedCustomers, profile({ orders: true })) },
          { title: 'with 100,000 events', variables: each([ids.longCustomer], profile({ orders: true })) },
        ],
      ],
      ['CustomerIdentifiers', [{ variables: each(ids.customers, profile(timeline)) }]],
      ['CustomerTraits', [{ variables: each(ids.mergedCustomers, profile(timeline)) }]],
      [
        'Timeline',
        [
          { variables: each(ids.customers, profile(timeline)) },
          { title: 'with 100,000 events', variables: each([ids.longCustomer], profile(timeline)) },
          {
            title: 'with 100,000 events, by a name that is not there',
            variables: each([ids.longCustomer], profile({ ...timeline, names: ['Custom Event 7'] })),
          },
        ],
      ],
      ['EventNames', [{ variables: ['', 'C', 'Custom Event 1'].map((prefix) => ({ prefix })) }]],
      ['SavedViews', [{ variables: [{ page: 'customers' }] }]],
      ['ErasurePreview', [{ variables: each(ids.customers, profile({})) }]],
      ['ErasureProgress', [{ variables: [{ id: globalId('Erasure', ids.longCustomer) }] }]],
      [
        'OpenReviews',
        [{ variables: [null, 'CONFLICT', 'SUGGESTION'].map((type) => ({ type, first: 20, after: null })) }],
      ],
      [
        'MergePreview',
        [
          {
            variables: ids.customers.slice(1).map((id, n) => ({
              first: globalId('Profile', id),
              second: globalId('Profile', ids.customers[n] ?? id),
            })),
          },
        ],
      ],
      ['UnmergePreview', [{ variables: ids.merges.map((mergeId) => ({ mergeId })) }]],
    ];
  }

  function care(): [string, readonly PageRequest[]][] {
    const audit = { first: listRows, after: null };
    const addresses = Array.from({ length: 20 }, (_, n) => ({ kind: 'email', value: `c${n * 20}@customers.example` }));
    return [
      [
        'AuditEntries',
        [
          { variables: [audit] },
          { title: 'of one person who acted', variables: [{ ...audit, actor: 'admin:7' }] },
          { title: 'of two sorts', variables: [{ ...audit, actions: ['mergeProfiles', 'editTrait'] }] },
          {
            title: 'about a customer',
            variables: each(ids.customers, (id) => ({ ...audit, profile: globalId('Profile', id) })),
          },
        ],
      ],
      ['FindPerson', [{ variables: addresses.map((identifier) => ({ identifier })) }]],
      ['OneImport', [{ variables: each([ids.draftImport, ids.doneImport], (id) => ({ id: globalId('Import', id) })) }]],
      ['ImportPreview', [{ variables: [{ id: globalId('Import', ids.draftImport) }] }]],
      ['ImportRejectedRows', [{ variables: [{ id: globalId('Import', ids.doneImport), ...audit }] }]],
      ['SituationSegments', [{ variables: ['', 'h', 'risk'].map((text) => ({ text, first: 20 })) }]],
      ['RetentionPreview', [{ variables: [{ name: 'Custom Event 7', days: 30, remove: false }] }]],
      ['CustomerSegments', [{ variables: each(ids.customers, profile({})) }]],
    ];
  }

  function searches(text: (n: number) => string): readonly object[] {
    return Array.from({ length: 20 }, (_, n) => ({
      text: text(n),
      in: null,
      first: listRows,
      after: null,
      orders: true,
    }));
  }

  function catalogue(): [string, readonly PageRequest[]][] {
    const names = [...nameIds(ids.busyNames), ...nameIds(ids.quietNames)];
    const list = { search: null, first: listRows, after: null };
    const byName = names.map((id) => ({ id }));
    return [
      [
        'EventCatalogue',
        [
          { title: 'by volume', variables: [{ ...list, orderBy: 'COUNT' }] },
          { title: 'by name', variables: [{ ...list, orderBy: 'NAME' }] },
          {
            title: 'searched',
            variables: ['viewed', 'event 19', 'nothing'].map((search) => ({ ...list, search, orderBy: 'COUNT' })),
          },
        ],
      ],
      ['EventNameDetail', [{ variables: byName }]],
      ['EventObservation', [{ variables: byName }]],
      ['EventPlan', [{ variables: names.map((id) => ({ id, versions: 20 })) }]],
      [
        'PlanTrial',
        [{ variables: names.map((id) => ({ id, schema: { properties: { price: { type: 'number' } } } })) }],
      ],
    ];
  }

  function sources(): [string, readonly PageRequest[]][] {
    const { busySource, quietSources } = ids;
    const both = [busySource, ...quietSources];
    const list = { search: null, first: listRows, after: null };
    const rejected = { source: busySource, first: listRows, after: null };
    return [
      ['Sources', [{ variables: [list, { ...list, search: 'source 1' }] }]],
      ['SourceDetail', [{ variables: each(both, (id) => ({ id })) }]],
      [
        'SourceVolume',
        [
          { variables: each(both, (id) => ({ id, unit: 'HOUR', count: 48 })) },
          { title: 'by day', variables: each(both, (id) => ({ id, unit: 'DAY', count: 90 })) },
        ],
      ],
      [
        'SourceEvents',
        [
          { variables: [{ id: busySource, first: 20, after: null }] },
          { title: 'quiet for long', variables: [{ id: 'bench-1', first: 20, after: null }] },
        ],
      ],
      ['SourceRejectedCodes', [{ variables: [{ id: busySource }] }]],
      [
        'RejectedEvents',
        [
          {
            variables: [
              { ...rejected, code: null, open: true },
              { ...rejected, code: 'plan_violated', open: true },
              { ...rejected, code: null, open: false },
            ],
          },
        ],
      ],
    ];
  }
}
