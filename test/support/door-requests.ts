import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { oddJson as json, oddRecord } from './odd-json';

/** One HTTP request to the door, down to its bytes. */
export type DoorRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The client goes away after so many bytes of its body. */
  readonly cutAt: number | null;
};

/** Write keys that the test's Rapport knows. */
export const keys = { server: 'FUZZSERVER', browser: 'FUZZBROWSER', disabled: 'FUZZDISABLED' } as const;

/** Mostly right: an event of many fields would else always be refused for one of them. */
const maybe = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 20, arbitrary: right }, { weight: 1, arbitrary: json });

const names = fc.constantFrom('Order Completed', 'Product Viewed', 'Signed Up', '', '💥', 'x'.repeat(300));
/** Few people, so that they meet, merge and break limits. */
const id = maybe(fc.nat(6).map((n) => `p${n}`));
const address = fc.oneof(
  { weight: 4, arbitrary: fc.nat(6).map((n) => `p${n}@example.com`) },
  { weight: 1, arbitrary: fc.constantFrom('+4915112345678', '0151 12345678', 'p1@EXAMPLE.com ') },
  { weight: 1, arbitrary: json },
);
const traits = fc.record(
  {
    email: address,
    phone: address,
    name: json,
    address: json,
    plan: json,
    createdAt: json,
    __proto__: json,
    constructor: json,
  },
  { requiredKeys: [] },
);
const context = fc.record(
  {
    traits,
    externalIds: fc.oneof(
      json,
      fc.array(fc.record({ type: fc.oneof(fc.constantFrom('crm', 'email', ''), json), id }), { maxLength: 3 }),
    ),
    device: fc.oneof(json, fc.record({ id, type: fc.constantFrom('ios', 'android', '') })),
    userIdHmac: json,
    ip: json,
    locale: json,
  },
  { requiredKeys: [] },
);
const time = maybe(
  fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
);
const type = maybe(fc.constantFrom('identify', 'track', 'page', 'screen', 'group', 'alias'));

/** Nearly an event: each field may be missing, right, or something else. */
const event = fc.record(
  {
    type,
    userId: id,
    anonymousId: id,
    previousId: id,
    groupId: id,
    event: maybe(names),
    name: maybe(names),
    messageId: maybe(fc.nat(500).map(String)),
    traits: maybe(fc.oneof(traits, oddRecord)),
    traitsOnce: maybe(fc.oneof(traits, oddRecord)),
    properties: maybe(fc.oneof(oddRecord, fc.record({ revenue: json, products: json, email: address }))),
    context: maybe(context),
    timestamp: time,
    originalTimestamp: time,
    sentAt: time,
    integrations: json,
    proof: json,
  },
  { requiredKeys: ['type'] },
);

const payload = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        batch: fc.array(fc.oneof({ weight: 6, arbitrary: event }, { weight: 1, arbitrary: json }), { maxLength: 8 }),
        sentAt: time,
      },
      { requiredKeys: ['batch'] },
    ),
  },
  { weight: 2, arbitrary: event },
  { weight: 1, arbitrary: fc.array(event, { maxLength: 4 }) },
  { weight: 1, arbitrary: json },
);

/** JSON as it is; broken off; with a key twice; with a wrong byte; or no JSON at all. */
const bytes = fc.oneof(
  { weight: 10, arbitrary: payload.map((value) => Buffer.from(JSON.stringify(value) ?? '')) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(payload, fc.nat(200))
      .map(([value, cut]) => Buffer.from((JSON.stringify(value) ?? '').slice(0, cut))),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        '{"batch":[{"type":"track"}],"batch":1}',
        '\ufeff{}',
        '{"a":NaN}',
        '{"type":"track","__proto__":{"type":"page"}}',
        '[1,]',
      )
      .map((text) => Buffer.from(text)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((raw) => Buffer.from(raw)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(payload, fc.nat(), fc.nat(255))
      .map(([value, at, byte]) => broken(JSON.stringify(value) ?? '', at, byte)),
  },
);

/** One byte is another. */
function broken(text: string, at: number, byte: number): Buffer {
  const whole = Buffer.from(text);
  if (whole.length > 0) whole[at % whole.length] = byte;
  return whole;
}

/** Small on the wire, more than a request may be once unpacked. */
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));

type Coded = { readonly body: Buffer; readonly encoding: Readonly<Record<string, string>> };
const coded: fc.Arbitrary<Coded> = fc.oneof(
  { weight: 8, arbitrary: bytes.map((body) => ({ body, encoding: {} })) },
  { weight: 3, arbitrary: bytes.map((body) => ({ body: gzipSync(body), encoding: { 'content-encoding': 'gzip' } })) },
  { weight: 1, arbitrary: bytes.map((body) => ({ body: gzipSync(body), encoding: {} })) },
  {
    weight: 1,
    arbitrary: bytes.map((body) => ({
      body: gzipSync(body).subarray(0, 15),
      encoding: { 'content-encoding': 'gzip' },
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(bytes, fc.constantFrom('gzip', 'br', 'deflate', 'identity', 'x, y', ''))
      .map(([body, name]) => ({ body, encoding: { 'content-encoding': name } })),
  },
  { weight: 1, arbitrary: fc.constant({ body: bomb, encoding: { 'content-encoding': 'gzip' } }) },
);

const path = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      '/v1/batch',
      '/v1/b',
      '/v1/import',
      '/v1/identify',
      '/v1/t',
      '/v1/page',
      '/v1/screen/',
      '/v1/g',
      '/v1/alias',
      '/beacon/v1/batch',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '/v1',
      '/v1/',
      '/v1/nothing',
      '/v1/projects/%/settings',
      '/v1/projects/FUZZBROWSER/settings',
      '/sourceConfig',
      '/sourceConfig/',
      '/analytics.js/v1/x/analytics.min.js',
      '/analytics-next/bundles/..%2f..%2fpackage.json',
      '/analytics-next/bundles/nothing.js',
      '/v1/batch/../../admin',
      '/v1//batch',
    ),
  },
);
const key = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom<string>(keys.server, keys.browser) },
  { weight: 3, arbitrary: fc.constantFrom<string>(keys.disabled, 'UNKNOWN', 'é', '') },
);
const basic = (value: string): string => `Basic ${Buffer.from(`${value}:`).toString('base64')}`;
type Keyed = { readonly query: string; readonly header: Readonly<Record<string, string>> };
/** Where the key stands: as a user name, as a header, in the query, or nowhere. */
const keyed = fc
  .tuple(
    key,
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('basic', 'header', 'query') },
      { weight: 1, arbitrary: fc.constantFrom('none', 'broken') },
    ),
  )
  .map(([value, place]): Keyed => {
    const plain = encodeURIComponent(value);
    if (place === 'basic') return { query: '', header: { authorization: basic(value) } };
    if (place === 'header') return { query: '', header: { 'x-write-key': plain } };
    if (place === 'broken') return { query: '?writeKey=%E0%A4%A', header: { authorization: 'Basic ???' } };
    return { query: place === 'query' ? `?writeKey=${plain}` : '', header: {} };
  });
const contentType = fc.constantFrom(
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'é',
);

export const doorRequests: fc.Arbitrary<DoorRequest> = fc
  .record({
    method: fc.oneof(
      { weight: 12, arbitrary: fc.constant('POST') },
      { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH') },
    ),
    path,
    keyed,
    coded,
    contentType,
    cut: fc.oneof(
      { weight: 12, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.double({ min: 0, max: 0.99, noNaN: true }) },
    ),
  })
  .map(({ method, path: plainPath, keyed: { query, header }, coded: { body, encoding }, contentType: kind, cut }) => ({
    method,
    path: plainPath + query,
    headers: { ...header, ...encoding, 'content-type': encodeURI(kind) },
    body,
    cutAt: cut === null ? null : Math.floor(cut * body.length),
  }));
