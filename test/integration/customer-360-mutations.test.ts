import { openShop, type Shop } from '../support/shop';

let shop: Shop;
let api: Shop['api'];
let ids: Shop['ids'];
beforeAll(async () => {
  shop = await openShop();
  ({ api, ids } = shop);
});
afterAll(() => shop.close());

describe('mutations', () => {
  beforeEach(() => void (api.calls.length = 0));

  test('track and identify go through the door and show the profile', async () => {
    const { data, errors } = await api.query(
      `mutation ($at: DateTime) {
        track(input: { clientMutationId: "c", event: "Order Completed", userId: "u1", messageId: "m", timestamp: $at, properties: { revenue: 5 } }) {
          clientMutationId messageId duplicate profile { profileId } }
        identify(input: { anonymousId: "a1", traits: { plan: null } }) { messageId profile { profileId } }
      }`,
      { at: '2026-11-01T10:00:00+02:00' },
    );
    expect(errors).toBeUndefined();
    expect(data.track).toEqual({
      clientMutationId: 'c',
      messageId: 'm',
      duplicate: false,
      profile: { profileId: ids.get(1) },
    });
    expect(data.identify.profile.profileId).toBe(ids.get(1));
    expect(api.calls.map((call) => call.args.slice(0, 2))).toEqual([
      [
        { sourceRef: 'graphql', historical: false },
        [
          {
            type: 'track',
            userId: 'u1',
            event: 'Order Completed',
            properties: { revenue: 5 },
            timestamp: '2026-11-01T08:00:00.000Z',
            messageId: 'm',
          },
        ],
      ],
      [
        { sourceRef: 'graphql', historical: false },
        [{ type: 'identify', anonymousId: 'a1', traits: { plan: null }, messageId: data.identify.messageId }],
      ],
    ]);
  });

  test("the door's refusals are errors", async () => {
    const { errors } = await api.query('mutation { track(input: { event: "", userId: "u1" }) { messageId } }');
    expect(errors).toMatchObject([{ extensions: { code: 'event_name_missing' } }]);
    const wrong = await api.query(
      'mutation { track(input: { event: "x", userId: "u1", properties: [1] }) { messageId } }',
    );
    expect(wrong.errors).toMatchObject([{ extensions: { code: 'bad_input' } }]);
  });

  test('the same client key is answered and not done again', async () => {
    const merge = `mutation ($first: ID!, $second: ID!) { mergeProfiles(input: { idempotencyKey: "k1", first: $first, second: $second }) { profile { profileId } } }`;
    const variables = { first: ids.get(1), second: ids.get(3) };
    const first = await api.query(merge, variables);
    expect(await api.query(merge, variables)).toEqual(first);
    expect(api.calls).toHaveLength(1);
    const other = await api.query(merge, { first: ids.get(3), second: ids.get(1) });
    expect(other.errors).toMatchObject([{ extensions: { code: 'idempotency_key_reused' } }]);
    const track = 'mutation { track(input: { idempotencyKey: "k2", event: "x", userId: "u1" }) { messageId } }';
    expect((await api.query(track)).data).toEqual((await api.query(track)).data);
    expect(api.calls).toHaveLength(2);
  });

  test('traits of a profile are written about one of its identifiers', async () => {
    await api.query(
      `mutation ($id: ID!) { updateTraits(input: { profileId: $id, traits: { plan: "gold" } }) { profile { profileId } } }`,
      { id: ids.get(1) },
    );
    expect(api.calls[0]?.args[1]).toMatchObject([{ type: 'identify', userId: 'u1', traits: { plan: 'gold' } }]);
    const nobody = await api.query(
      'mutation { updateTraits(input: { profileId: "00000000-0000-4000-8000-000000000000", traits: {} }) { messageId } }',
    );
    expect(nobody.errors).toMatchObject([{ extensions: { code: 'profile_not_found' } }]);
  });

  test('identity commands carry the actor; their refusals keep their codes', async () => {
    const id = ids.get(1);
    const same = await api.query(
      `mutation { mergeProfiles(input: { first: "${id}", second: "${id}" }) { clientMutationId } }`,
    );
    expect(same.errors).toMatchObject([{ extensions: { code: 'merge_same_profile', retryable: false } }]);
    await api.query(`mutation {
      unmerge(input: { mergeId: "${id}" }) { first { id } }
      decideReview(input: { reviewId: "${id}", decision: KEEP_APART }) { merge { id } }
      separateIdentifier(input: { identifier: { kind: "email", value: "A@b.c" } }) { profile { id } }
    }`);
    expect(api.calls.map((call) => [call.name, ...call.args])).toEqual([
      ['unmerge', id, 'token:test'],
      ['decide', id, 'keep_apart', 'token:test'],
      ['separate', { kind: 'email', value: 'a@b.c' }, 'token:test'],
    ]);
  });
});
