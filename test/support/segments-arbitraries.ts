import fc from 'fast-check';
import type { Json, JsonObject } from '@rapport/sdk';

/**
 * Definitions and histories made of few words and of times on a grid of hours, so that they meet: windows that end exactly on
 * an event, equal times, values of every type under the same key.
 */
export const hour = 3_600_000;
export const dayLength = 24 * hour;
/** A Sunday in winter; 26 October 2025 and 29 March 2026 change the clocks of Europe. */
export const start = Date.parse('2025-11-02T00:00:00Z');

const names = ['Order Completed', 'Order Refunded', 'Product Viewed'] as const;
const paths = [
  'revenue',
  'total',
  'status',
  'items[].sku',
  'items[].price',
  'due',
  'nested.deep',
  '["odd \\"key\\""]',
] as const;
const words = ['a', 'b', 'ab', 'A', '', 'new', '10', 'Ä'] as const;
const numbers = [0, 1, 2, 10, 20.5, -3, 0.1, 1e16] as const;

const word = fc.constantFrom(...words);
const number = fc.constantFrom(...numbers);
const scalar = fc.oneof(word, number, fc.boolean());
const time = fc.integer({ min: -24 * 40, max: 24 * 3 }).map((hours) => start + hours * hour);
const date: fc.Arbitrary<Json> = fc.oneof(
  time.map((at) => new Date(at).toISOString()),
  time,
  time.map((at) => new Date(at).toISOString().slice(0, 10)),
  fc.constantFrom('2025-11-31', '2024-02-29', '2025-10-26T02:30:00+02:00', 'yesterday', '2025-11-01T10:00:00.123456Z'),
);
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 2, arbitrary: date },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant<Json>({ deep: 'a' }) },
);

const item = fc.record({ sku: word, price: fc.oneof(number, word) }, { requiredKeys: [] });
const properties: fc.Arbitrary<JsonObject> = fc.record(
  {
    revenue: fc.oneof({ weight: 4, arbitrary: number }, value),
    total: number,
    status: value,
    items: fc.oneof({ weight: 4, arbitrary: fc.array(item, { maxLength: 3 }) }, value),
    due: date,
    nested: fc.oneof(fc.record({ deep: value }), value),
    'odd "key"': value,
  },
  { requiredKeys: [] },
);
const traits: fc.Arbitrary<JsonObject> = fc.record(
  {
    country: fc.oneof(fc.constantFrom('DE', 'AT'), value),
    age: value,
    tags: fc.oneof(fc.array(word, { maxLength: 3 }), value),
    interests: fc.array(item, { maxLength: 3 }),
    birthday: fc.constantFrom('1984-02-29', '1990-11-05', '1990-11-02', '2001-12-31', '1970-10-30'),
    renewal: date,
    address: fc.record({ city: value }),
    timezone: fc.constantFrom('Asia/Tokyo', 'America/New_York', 'Mars/Olympus'),
  },
  { requiredKeys: [] },
);
const traitPaths = [
  'country',
  'age',
  'tags',
  'tags[]',
  'interests[].sku',
  'renewal',
  'address.city',
  'missing',
] as const;

export type DrawnEvent = {
  readonly leaf: number;
  readonly type: 'track' | 'page' | 'identify';
  readonly name: string;
  readonly at: number;
  readonly properties: JsonObject;
  readonly context: JsonObject;
};
export type DrawnPerson = {
  /** Between 1 and 3 profiles, which become one. */
  readonly leaves: number;
  readonly events: readonly DrawnEvent[];
  readonly conversations: readonly JsonObject[];
};

const event: fc.Arbitrary<Omit<DrawnEvent, 'leaf'>> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('track' as const),
      name: fc.constantFrom(...names),
      at: time,
      properties,
      context: fc.constantFrom<JsonObject>({}, { ip: '1.1.1.1' }, { page: { path: 'a' } }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('identify' as const),
      name: fc.constant(''),
      at: time,
      properties: traits,
      context: fc.constant<JsonObject>({}),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('page' as const),
      name: fc.constantFrom('Home', 'Order Completed'),
      at: time,
      properties,
      context: fc.constant<JsonObject>({}),
    }),
  },
);

const conversation: fc.Arbitrary<JsonObject> = fc
  .record({
    status: fc.constantFrom('open', 'resolved'),
    channel: fc.constantFrom('email', 'chat', null),
    handoffs: fc.integer({ min: 0, max: 3 }),
    reopened: fc.integer({ min: 0, max: 2 }),
    lastWriter: fc.constantFrom('customer', 'agent', null),
    lastWrittenAt: time,
    rating: fc.constantFrom(1, 3, 5, null),
    openedAt: time,
    resolvedAt: fc.option(time),
  })
  .map((one) => ({
    ...one,
    openedAt: new Date(one.openedAt).toISOString(),
    lastWrittenAt: new Date(one.lastWrittenAt).toISOString(),
    resolvedAt: one.resolvedAt === null ? null : new Date(one.resolvedAt).toISOString(),
  }));

export const person: fc.Arbitrary<DrawnPerson> = fc.integer({ min: 1, max: 3 }).chain((leaves) =>
  fc.record({
    leaves: fc.constant(leaves),
    events: fc.array(
      fc
        .record({ leaf: fc.integer({ min: 0, max: leaves - 1 }), event })
        .map(({ leaf, event: one }) => ({ ...one, leaf })),
      { maxLength: 12 },
    ),
    conversations: fc.array(conversation, { maxLength: 2 }),
  }),
);

// Definitions

const exact = fc.constantFrom('1h', '12h', '1d', '7d', '14d', '30d', 'P7D');
const length = fc.oneof(exact, fc.constantFrom('1mo', '2mo'));
const bound = fc.oneof(
  length.map((one) => `-${one}`),
  fc.constantFrom('2025-10-20', '2025-10-26T00:00:00Z', 'now'),
);
const within: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: length },
  { weight: 1, arbitrary: bound.map((from) => ({ from })) },
  { weight: 1, arbitrary: bound.map((to) => ({ to })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      { from: '-30d', to: '-7d' },
      { from: '-2mo', to: '-1mo' },
      { from: '2025-10-01', to: '-1d' },
      { from: '2025-10-01', to: '2025-10-26' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      calendar: fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
      back: fc.integer({ min: 0, max: 2 }),
    }),
  },
);

const timeless: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ op: fc.constantFrom('eq', 'ne'), value: scalar, ignoreCase: fc.boolean() }),
  fc.record({ op: fc.constantFrom('in', 'not_in'), value: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ op: fc.constantFrom('gt', 'gte', 'lt', 'lte'), value: number }),
  fc.record({ op: fc.constant('between'), value: fc.tuple(number, number) }),
  fc.record({ op: fc.constant('between'), value: fc.constant<Json>(['2025-10-20', '2025-11-01T12:00:00Z']) }),
  fc.record({
    op: fc.constantFrom('contains', 'not_contains', 'starts_with', 'ends_with'),
    value: word,
    ignoreCase: fc.boolean(),
  }),
  fc.record({ op: fc.constantFrom('exists', 'not_exists') }),
  fc.record({
    op: fc.constantFrom('before', 'after'),
    value: fc.constantFrom('2025-10-20', '2025-11-01T12:00:00+01:00'),
  }),
  fc.record({ op: fc.constantFrom('has_any', 'has_all'), value: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({
    op: fc.constant('matches'),
    value: fc.constantFrom('^a', 'b$', '^\\d+$', '^[A-Z]?[a-z]*$', '^.{2}$', '^[^a]'),
  }),
);
const timed: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ op: fc.constantFrom('within_last', 'not_within_last', 'within_next'), value: exact }),
  fc.record({ op: fc.constant('anniversary_within'), value: fc.constantFrom('1d', '7d', '1w', 'P30D') }),
);
const comparison = fc.oneof({ weight: 3, arbitrary: timeless }, { weight: 1, arbitrary: timed });

const count: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ op: fc.constantFrom('eq', 'ne', 'gt', 'gte', 'lt', 'lte'), value: fc.integer({ min: 0, max: 4 }) }),
  fc.constant<JsonObject>({ op: 'between', value: [1, 2] }),
);
const property = fc.constantFrom(...paths);
const plainProperty = fc.constantFrom('revenue', 'total', 'status', 'due', 'nested.deep');

const whereOf = (compared: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject[]> =>
  fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.tuple(property, compared).map(([path, one]) => ({ property: path, ...one })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('ip', 'page.path'), compared)
          .map(([path, one]) => ({ context: path, ...one })),
      },
    ),
    { minLength: 1, maxLength: 2 },
  );
const selector: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ event: fc.constantFrom(...names, 'Order *', '*', 'Unheard Of') }) },
  { weight: 1, arbitrary: fc.constant<JsonObject>({ event: ['Order Completed', 'Product Viewed'] }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<JsonObject>(
      { type: 'page' },
      { type: ['track', 'identify'] },
      { event: 'Order Completed', type: 'track' },
    ),
  },
);
const optional = <T extends Json>(key: string, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<JsonObject> =>
  fc.option(arbitrary).map((one) => (one === null ? {} : { [key]: one }));
const together = (...parts: fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> =>
  fc.tuple(...parts).map((all) => all.reduce<JsonObject>((sum, one) => ({ ...sum, ...one }), {}));

const zone = fc.constantFrom<JsonObject>({}, {}, {}, { zone: 'profile' });
const happening = together(selector, optional('where', whereOf(comparison)), optional('within', within), zone);
const plainHappening = together(selector, optional('where', whereOf(timeless)));

const aggregate: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({
    fn: fc.constantFrom('sum', 'avg', 'min', 'max', 'first', 'last', 'distinct_count'),
    property: plainProperty,
  }),
  // Of which the order matters: texts and numbers.
  fc.record({ fn: fc.constantFrom('most_frequent', 'distinct'), property: fc.constantFrom('total', 'due') }),
  fc.constantFrom<JsonObject>({ fn: 'count' }, { fn: 'days_since' }, { fn: 'first_at' }, { fn: 'last_at' }),
);
const traitCondition = fc.oneof(
  {
    weight: 5,
    arbitrary: together(
      fc.constantFrom(...traitPaths).map((trait) => ({ trait })),
      comparison,
      zone,
    ),
  },
  {
    weight: 1,
    arbitrary: together(
      fc.constantFrom('birthday', 'renewal').map((trait) => ({ trait })),
      timed,
      zone,
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(
        fc.tuple(fc.constantFrom('sku', 'price'), comparison).map(([path, one]) => ({ property: path, ...one })),
        { minLength: 1, maxLength: 2 },
      )
      .map((where) => ({ trait: 'interests[]', where })),
  },
  {
    weight: 2,
    arbitrary: together(
      fc.constantFrom('country', 'age', 'address.city').map((trait) => ({ trait })),
      timeless,
      exact.map((heldFor) => ({ heldFor })),
    ),
  },
);
const step = together(selector, optional('where', whereOf(timeless)), optional('within', exact));
const notStep = together(
  plainHappening.map((not) => ({ not })),
  optional('within', exact),
);
const sequence = together(
  fc
    .oneof(
      fc.tuple(plainHappening, step),
      fc.tuple(plainHappening, notStep),
      fc.tuple(plainHappening, notStep, step),
      fc.tuple(plainHappening, step, notStep),
    )
    .map((steps) => ({ sequence: steps })),
  optional('within', within),
);
const conversationCondition = together(
  fc
    .constantFrom<JsonObject>(
      { status: 'open' },
      { handoffs: { op: 'gte', value: 2 }, status: { op: 'in', value: ['open', 'resolved'] } },
      { rating: { op: 'not_exists' } },
      { reopened: { op: 'gte', value: 1 } },
      { waitingSince: { op: 'exists' } },
      { waitingSince: { op: 'not_within_last', value: '1d' }, status: 'open' },
      { resolvedAt: { op: 'within_last', value: '7d' } },
      { channel: 'email', rating: { op: 'lte', value: 3 } },
      {},
    )
    .map((one) => ({ conversation: one })),
  optional('count', count),
  optional('within', within),
);

/** Segments and computed traits that definitions may refer to. */
export const others: { segments: Record<string, JsonObject>; computed: Record<string, JsonObject> } = {
  segments: {
    buyers: { event: 'Order Completed', within: '14d' },
    quiet_buyers: { all: [{ segment: 'buyers' }, { not: { event: 'Product Viewed', within: '7d' } }] },
  },
  computed: {
    spent: { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' }, within: '30d' },
    last_status: { event: ['Order Completed', 'Order Refunded'], aggregate: { fn: 'last', property: 'status' } },
    place: {
      first_of: [
        ...['missing', 'address.city'],
        { event: 'Order Completed', aggregate: { fn: 'last', property: 'status' }, within: '7d' },
        'country',
      ],
    },
    effort: {
      ratio: {
        of: { event: ['Order Completed', 'Product Viewed'], within: '30d' },
        per: { event: 'Order Completed', aggregate: { fn: 'distinct_count', property: 'status' } },
        atLeast: 1,
      },
    },
    engagement: {
      score: [
        { label: 'buys', points: 30, event: 'Order Completed', within: '14d', max: 50 },
        { label: 'looks', points: 8, event: 'Product Viewed', decay: { every: '2d', factor: 0.5 } },
        { label: 'refunds', points: -5, event: 'Order Refunded', decay: { every: '1w', factor: 0.3 }, max: 7 },
        { label: 'quiet', points: -3, when: { segment: 'quiet_buyers' } },
      ],
      min: 0,
      max: 100,
    },
  },
};
const computedCondition = fc.oneof(
  together(
    fc.constantFrom('spent', 'last_status', 'place').map((computed) => ({ computed })),
    timeless,
  ),
  fc.record({
    computed: fc.constantFrom('engagement', 'spent'),
    op: fc.constantFrom('gt', 'gte', 'lt', 'ne'),
    value: fc.constantFrom(0, 3, 8, 30, 50),
  }),
);

export const condition: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 3, arbitrary: traitCondition },
  { weight: 5, arbitrary: together(happening, optional('count', count)) },
  {
    weight: 2,
    arbitrary: together(
      happening,
      aggregate.map((one) => ({ aggregate: one })),
      timeless,
    ),
  },
  {
    weight: 1,
    arbitrary: together(
      happening,
      whereOf(comparison).map((last) => ({ last })),
    ),
  },
  {
    weight: 1,
    arbitrary: together(
      plainHappening,
      optional('count', count),
      fc
        .constantFrom<JsonObject>(
          { length: '1d', last: 3 },
          { length: '7d', last: 4, min: 2 },
          { length: '12h', last: 2 },
        )
        .map((periods) => ({ periods })),
    ),
  },
  { weight: 2, arbitrary: sequence },
  { weight: 1, arbitrary: fc.constantFrom('buyers', 'quiet_buyers').map((segment) => ({ segment })) },
  { weight: 1, arbitrary: computedCondition },
  { weight: 1, arbitrary: conversationCondition },
  {
    weight: 1,
    arbitrary: fc
      .tuple(word, fc.integer({ min: 0, max: 50 }))
      .map(([seed, from]) => ({ bucket: { seed: `s${seed}`, from, to: from + 30 } })),
  },
);

export const definition: fc.Arbitrary<JsonObject> = fc.letrec<{ node: JsonObject }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'groups' },
    { weight: 4, arbitrary: condition },
    {
      weight: 1,
      arbitrary: fc
        .record({ group: fc.constantFrom('all', 'any'), of: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) })
        .map(({ group, of }) => ({ [group]: of })),
    },
    { weight: 1, arbitrary: tie('node').map((not) => ({ not })) },
  ),
})).node;

/** Now, off the grid or on it. */
export const clock = fc
  .tuple(fc.integer({ min: -48, max: 24 * 40 }), fc.constantFrom(0, 0, 1, -1, 1_234_567))
  .map(([hours, more]) => start + hours * hour + more);
