import { openShop, type Shop } from '../support/shop';

let shop: Shop;
let api: Shop['api'];
let ids: Shop['ids'];
beforeAll(async () => {
  shop = await openShop();
  ({ api, ids } = shop);
});
afterAll(() => shop.close());

describe('rights', () => {
  const codes = async (query: string, scopes: readonly string[]) =>
    (await api.query(query, {}, scopes)).errors?.map((error) => error.extensions.code);

  test('without a token: 401', async () => {
    const answer = await api.send(JSON.stringify({ query: '{ viewer { actor } }' }), null);
    expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'unauthenticated' } }] });
  });

  test('what the token lacks is refused, the rest is answered', async () => {
    expect(await codes('{ viewer { actor scopes } }', ['pii.read'])).toBeUndefined();
    expect(await codes('{ profile(id: "x") { id } }', ['timeline.read'])).toEqual(['forbidden']);
    expect(await codes('{ eventNames { edges { cursor } } }', ['profile.read'])).toEqual(['forbidden']);
    const partly = await api.query(
      `{ profile(identifier: { kind: "user_id", value: "u1" }) { profileId } changes { edges { cursor } } eventNames { edges { cursor } } }`,
      {},
      ['timeline.read'],
    );
    expect(partly.errors).toHaveLength(2);
    const read = ['profile.read', 'timeline.read'];
    for (const mutation of [
      'track(input: { event: "x", userId: "u" }) { messageId }',
      'identify(input: { userId: "u" }) { messageId }',
      'updateTraits(input: { profileId: "x", traits: {} }) { messageId }',
      'mergeProfiles(input: { first: "x", second: "y" }) { clientMutationId }',
      'unmerge(input: { mergeId: "x" }) { clientMutationId }',
      'decideReview(input: { reviewId: "x", decision: MERGE }) { clientMutationId }',
      'separateIdentifier(input: { identifier: { kind: "a", value: "b" } }) { clientMutationId }',
    ]) {
      expect(await codes(`mutation { ${mutation} }`, read)).toEqual(['forbidden']);
    }
  });

  test('personal data is masked without pii.read, wherever it is', async () => {
    const { data, text } = await api.query(
      `{ profile(identifier: { kind: "email", value: "anna@example.com" }) {
        traits trait(key: "email") { value } traitList { edges { node { key value } } }
        identifiers { edges { node { id kind value } } }
        merges { edges { node { evidence } } }
        timeline(first: 2) { edges { node { properties context identifiers } } } }
        mergePreview(first: "${ids.get(1)}", second: "${ids.get(3)}") { winner { profileId } loser { profileId } traits changes } }`,
      {},
      ['profile.read', 'timeline.read'],
    );
    expect(text).not.toMatch(/anna@example|Anna|10\.0\.0\.1|Hauptstr/);
    expect(data.profile.traits).toEqual({
      email: '[masked]',
      firstName: '[masked]',
      plan: 'pro',
      address: { street: '[masked]', country: 'DE' },
    });
    expect(data.profile.timeline.edges[0].node.properties).toEqual({
      name: 'Shoe',
      email: '[masked]',
      note: '[masked]',
    });
    expect(data.mergePreview).toMatchObject({ winner: { profileId: ids.get(1) }, loser: { profileId: ids.get(3) } });
    expect(data.mergePreview.traits).toEqual({ email: '[masked]', plan: 'pro' });
  });

  test('searching by personal traits takes pii.read', async () => {
    const query = `{ searchProfiles(text: "b") { edges { node { profileId } } } }`;
    expect((await api.query(query)).data.searchProfiles.edges).toEqual([{ node: { profileId: ids.get(3) } }]);
    expect((await api.query(query, {}, ['profile.read'])).data.searchProfiles.edges).toEqual([]);
    expect(await codes('{ searchProfiles(text: "b", in: ["email"]) { edges { cursor } } }', ['profile.read'])).toEqual([
      'forbidden',
    ]);
    const company = await api.query(`{ searchProfiles(text: "ac") { edges { node { profileId } } } }`, {}, [
      'profile.read',
    ]);
    expect(company.data.searchProfiles.edges).toEqual([{ node: { profileId: ids.get(3) } }]);
  });
});
