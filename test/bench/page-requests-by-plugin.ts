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
    ['FoundCustomers', [{ variables: ['ada7', 'love'].map((text) => ({ text, first: 20 })) }]],
    [
      'SegmentOptions',
      [{ variables: [{ condition: 'message', list: 'campaigns', text: 'broad', values: [], first: 20 }] }],
    ],
    ['DefinitionCount', [{ variables: [{ definition }] }]],
    ['DefinitionChange', [{ variables: [{ id, definition }] }]],
    [
      'SegmentBackTest',
      [{ variables: [{ id, definition, asOf: new Date(Date.now() - 30 * dayMilliseconds).toISOString() }] }],
    ],
    ['KnownEventNames', [{ variables: ['', 'order'].map((search) => ({ search })) }]],
    ['KnownProperties', [{ variables: busyNames.map((name) => ({ eventName: globalId('EventName', name) })) }]],
  ];
}

/** What the pages of outreach ask, and its parts of a customer's page. */
export function outreachRequests({ customers, longCustomer, outreach }: PageIds, now: number): Requests {
  const { broadcasts, journeys, enrolments, template, topic } = outreach;
  const [largestBroadcast = '', ...otherBroadcasts] = broadcasts;
  const [largestJourney = '', ...otherJourneys] = journeys;
  const rows = { first: 50, after: null };
  const each = (ids: readonly string[]) => ids.map((id) => ({ id }));
  const both = (name: string, largest: string, others: readonly string[]): Requests[number] => [
    name,
    [{ variables: each(others) }, { title: 'of the largest', variables: [{ id: largest }] }],
  ];
  const messages = { id: largestBroadcast, state: null, ...rows };
  const broadcast = { audience: { everyone: true }, channel: 'email', topic, template };
  const journey = {
    ...{ entry: { event: 'Custom Event 7' }, start: 'ask' },
    steps: { ask: { kind: 'send', channel: 'email', template, topic, next: 'end' }, end: { kind: 'exit' } },
  };
  const ofCustomer = (name: string): Requests[number] => [
    name,
    [
      { variables: customers.map((id) => ({ id: globalId('Profile', id), ...rows })) },
      { title: 'with 1,000 messages', variables: [{ id: globalId('Profile', longCustomer), ...rows }] },
    ],
  ];
  return [
    both('Broadcast', largestBroadcast, otherBroadcasts),
    both('BroadcastResults', largestBroadcast, otherBroadcasts),
    [
      'BroadcastMessages',
      [
        { variables: each(otherBroadcasts).map((one) => ({ ...messages, ...one })) },
        { title: 'of the largest', variables: [messages] },
        { title: 'of the largest, withheld', variables: [{ ...messages, state: 'WITHHELD' }] },
        { title: 'of the largest, in a state in which none is', variables: [{ ...messages, state: 'FAILED' }] },
      ],
    ],
    ['BroadcastFaults', [{ variables: [{ definition: broadcast }] }]],
    ['BroadcastForeseen', [{ title: 'for everybody', variables: [{ definition: broadcast, key: 'broadcast-850' }] }]],
    both('Journey', largestJourney, otherJourneys),
    both('JourneyFigures', largestJourney, otherJourneys),
    both('JourneyResults', largestJourney, otherJourneys),
    [
      'JourneyPeople',
      [
        { variables: each(otherJourneys).map((one) => ({ ...one, ...rows })) },
        { title: 'of the largest', variables: [{ id: largestJourney, ...rows }] },
      ],
    ],
    ['JourneyFaults', [{ variables: [{ definition: journey }] }]],
    ['EnrolmentStory', [{ variables: each(enrolments) }]],
    [
      'JourneyDecisions',
      [{ variables: customers.slice(0, 20).map((id) => ({ id: globalId('Profile', id), journeyId: largestJourney })) }],
    ],
    [
      'JourneySimulation',
      [
        {
          title: 'that nobody came into',
          variables: [
            {
              input: {
                definition: journey,
                from: new Date(now - 30 * dayMilliseconds).toISOString(),
                to: new Date(now).toISOString(),
              },
            },
          ],
        },
      ],
    ],
    [
      'Templates',
      ['', '29', 'nothing'].map((search) => ({ title: `searched “${search}”`, variables: [{ search, ...rows }] })),
    ],
    ['Template', [{ variables: [{ key: template }] }]],
    [
      'TemplatePreview',
      [
        {
          variables: customers.slice(0, 20).map((id) => ({
            input: {
              ...{ medium: 'email', defaultLocale: 'en', profileId: id },
              content: { en: { subject: 'Hello {{firstName}}', text: 'It is {{firstName}}.' } },
            },
          })),
        },
      ],
    ],
    ['TopicUse', [{ variables: [{ key: topic }] }]],
    ...['CustomerConsent', 'CustomerMessages', 'CustomerJourneys'].map(ofCustomer),
  ];
}
