import { defineCondition, definePlugin, type JsonObject, param, sql, verdict } from '@rapport/sdk';
import { z } from 'zod';
import { SegmentWorld } from '../support/segments-live';

/** What a package of somebody else would bring: a kind of condition that the segments plugin has never heard of. */
const knownBy = defineCondition({
  name: 'known_by',
  label: { en: 'Known by', 'zh-Hans': '已知标识' },
  schema: z.strictObject({ known_by: z.enum(['email', 'phone']) }),
  example: { known_by: 'email' },
  // Identifiers come with events, of any name.
  mentions: () => ({ events: [{}] }),
  verdict: ({ known_by }, query) =>
    verdict(
      sql`exists (select from identifier i join identifier_kind k on k.id = i.kind_id
        where i.profile_id = any(${query.leaves}) and k.name = ${param(known_by, 'text')})`,
      null,
    ),
  sentence: ({ known_by }, language) => (language === 'en' ? `is known by ${known_by}` : `有${known_by}`),
});

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start(1, [definePlugin({ name: 'known-by', conditions: () => [knownBy] })]);
});
afterAll(() => world.stop());

const ask = (query: string, variables: object = {}) => world.product.graphql(query, variables);
const reachable: JsonObject = { all: [{ known_by: 'email' }, { not: { event: 'Unsubscribed' } }] };

test("another plugin's condition is told, checked, read as a sentence and explained like any other", async () => {
  const { data } = await ask(
    `query ($whole: JSON!, $wrong: JSON!) { segmentLanguage
      whole: segmentCheck(definition: $whole) { faults sentence } wrong: segmentCheck(definition: $wrong) { faults sentence } }`,
    { whole: reachable, wrong: { known_by: 'face' } },
  );
  const kind = data.segmentLanguage.conditions.find((one: { name: string }) => one.name === 'known_by');
  expect(kind).toMatchObject({
    label: { en: 'Known by', 'zh-Hans': '已知标识' },
    example: { known_by: 'email' },
    schema: { properties: { known_by: { enum: ['email', 'phone'] } } },
  });
  expect(data.whole).toEqual({ faults: [], sentence: expect.stringContaining('is known by email') });
  expect(data.wrong.faults).toMatchObject([{ path: '$.known_by' }]);
});

test('members follow it live: an identifier that becomes known, a merge, a preview, an explanation', async () => {
  await world.send({ ids: 'user_id:ann', name: 'Seen' }, { ids: 'user_id:bob email:bob@example.com', name: 'Seen' });
  await world.define('reachable', reachable);
  expect(await world.members('reachable')).toEqual(['bob']);
  await world.send({ ids: 'anonymous_id:web email:ann@example.com', name: 'Seen' });
  await world.send({ ids: 'user_id:ann anonymous_id:web', name: 'Signed In' });
  await world.settle();
  expect(await world.members('reachable')).toEqual(['ann', 'bob']);
  await world.send({ ids: 'user_id:bob', name: 'Unsubscribed' });
  await world.settle();
  expect(await world.members('reachable')).toEqual(['ann']);
  const { data } = await ask(
    `query ($definition: JSON!) { segmentPreview(definition: $definition) { count exact }
      profile(identifier: { kind: "user_id", value: "bob" }) { segmentExplanation(definition: $definition) } }`,
    { definition: reachable },
  );
  expect(data).toMatchObject({
    segmentPreview: { count: 1, exact: true },
    profile: {
      segmentExplanation: { truth: false, children: [{ kind: 'known_by', truth: true }, { truth: false }] },
    },
  });
  await world.expectSums();
});
