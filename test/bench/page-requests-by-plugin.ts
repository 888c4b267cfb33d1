import { globalId } from '../../plugins/customer-360/server/global-id';
import type { PageIds } from './page-fill';
import type { PageRequest } from './page-requests';

type Requests = [name: string, requests: readonly PageRequest[]][];

const dayMilliseconds = 86_400_000;
const firstRows = { first: 20, after: null };

/** What the pages of insights ask, over the last 90 days; the page itself begins with 28. */
export function figureRequests(now: number): Requests {
  const day = (back: number): string => new Date(now - back * dayMilliseconds).toISOString().slice(0, 10);
  const period = { from: day(89), to: day(0), filter: null };
  const ofTeam = { filter: { team: 'Team 1' } };
  const inSituation = { filter: { situation: 'situation-late' } };
  const overview = { ...period, language: 'en' };
  const times = { ...period, name: 'handling_time' };
  return [
    [
      'FiguresOverview',
      [
        { title: 'over 90 days', variables: [overview] },
        { title: 'over 28 days', variables: [{ ...overview, from: day(27) }] },
        { title: 'of a team', variables: [{ ...overview, ...ofTeam }] },
        { title: 'of a situation', variables: [{ ...overview, ...inSituation }] },
      ],
    ],
    [
      'FigureBreakdown',
      ['TEAM', 'AGENT', 'CHANNEL', 'SITUATION', 'MONTH'].map((by) => ({
        title: `of a time, by ${by.toLowerCase()}`,
        variables: [{ ...times, by }],
      })),
    ],
    [
      'FigureConversations',
      [
        { title: 'of a share', variables: [{ ...period, ...firstRows, name: 'csat' }] },
        { title: 'of a time', variables: [{ ...times, ...firstRows }] },
        { title: 'of a time and a team', variables: [{ ...times, ...firstRows, ...ofTeam }] },
      ],
    ],
  ];
}

/** What the pages of situations and scripts ask. */
export function situationRequests({ customers }: PageIds): Requests {
  const situation = 'first-purchase';
  const evidence = { en: 'First order', 'zh-Hans': '首单', de: 'Erste Bestellung' };
  return [
    [
      'NeedsAttention',
      [
        { variables: [{ situation: null, locale: 'en', ...firstRows }] },
        { title: 'of one situation', variables: [{ situation, locale: 'en', ...firstRows }] },
      ],
    ],
    ['SituationCustomers', [{ variables: [{ situation }] }]],
    ['SituationSearch', [{ variables: ['ada7', 'love'].map((text) => ({ text })) }]],
    [
      'SituationPreview',
      [
        {
          variables: customers.slice(0, 20).map((profileId) => ({ key: situation, profileId, evidence, locale: 'en' })),
        },
      ],
    ],
    ['SuggestionFigures', [{ variables: [{ days: 90, ...firstRows }] }]],
    [
      'PreviewScript',
      [
        {
          variables: customers
            .slice(0, 20)
            .map((profileId) => ({ body: 'Hello {{customer.firstName}}.', profileId, locale: 'en' })),
        },
      ],
    ],
  ];
}

/** What the pages of segments ask; of the ready situations, which stand in every Rapport, the one with most members. */
export function segmentRequests({ customers, segment, busyNames }: PageIds): Requests {
  const { key, publicId: id } = segment;
  const definition = { trait: 'country', op: 'eq', value: 'DE' };
  const ofId = { id, ...firstRows };
  return [
    ['SegmentDetail', [{ variables: [{ key }] }]],
    ['SegmentToEdit', [{ variables: [{ key }] }]],
    ['SegmentByKey', [{ variables: [{ key }] }]],
    ['SegmentMembers', [{ variables: [ofId] }, { title: 'searched', variables: [{ ...ofId, search: 'ada' }] }]],
    ['SegmentHistory', [{ variables: [{ id, days: 90 }] }]],
    ['SegmentTransitions', [{ variables: [{ ...ofId, names: true }] }]],
    ['SegmentOverlap', [{ variables: [{ id, with: id }] }]],
    ['SegmentExplanation', [{ variables: customers.slice(0, 20).map((profile) => ({ profile, segment: id })) }]],
    ['VersionSentence', [{ variables: [{ definition, language: 'en' }] }]],
    ['FindForList', [{ variables: ['ada7', 'love'].map((text) => ({ text })) }]],
    ['DefinitionCheck', [{ variables: [{ definition }] }]],
    ['DefinitionPreview', [{ variables: [{ definition }] }]],
    ['ComputedTraitToEdit', [{ variables: [{ key: 'frustration' }] }]],
    [
      'ComputedTraitCheck',
      [{ variables: [{ definition: { event: 'Order Completed', aggregate: { fn: 'count' } }, key: null }] }],
    ],
    ['KnownEventNames', [{ variables: ['', 'order'].map((search) => ({ search })) }]],
    ['KnownProperties', [{ variables: busyNames.map((name) => ({ eventName: globalId('EventName', name) })) }]],
  ];
}
