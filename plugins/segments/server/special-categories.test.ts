import type { Json } from '@rapport/sdk';
import { parseComputed } from '../domain/computed';
import { DefinitionReader } from '../domain/definition';
import type { Followed, FollowedComputed } from './live/catalogue';
import { withoutSpecialCategories } from './special-categories';

const reader = new DefinitionReader();
const segment = (key: string, definition: Json): Followed => {
  const parsed = reader.parse(definition);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return { segmentId: 1, key, version: 1, buildId: null, retryAt: null, node: parsed.node };
};
const computed = (key: string, json: Json): FollowedComputed => {
  const parsed = parseComputed(json, reader);
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  return { id: 1, key, name: key, version: 1, definition: parsed.computed, fit: undefined };
};

const catalogue = {
  followed: [
    segment('gold', { trait: 'plan', op: 'eq', value: 'gold' }),
    segment('buyers', { event: 'Order Completed' }),
    segment('patients', { trait: 'healthStatus', op: 'exists' }),
    segment('guests', { any: [{ segment: 'gold' }, { segment: 'patients' }] }),
    segment('guests-of-guests', { all: [{ segment: 'guests' }, { event: 'Order Completed' }] }),
    segment('needs', { computed: 'need', op: 'exists' }),
    segment('cardholders', { trait: 'loyalty_card', op: 'exists' }),
    segment('pregnancy', { event: 'Order Completed' }),
  ],
  computed: [computed('need', { first_of: ['disability', 'plan'] })],
};
const keys = [...catalogue.followed.map(({ key }) => key), 'gone'];

test('a segment rests on what it names, and on what that rests on', () => {
  expect(withoutSpecialCategories(catalogue, keys, { personalTraits: [] })).toEqual(
    new Set(['gold', 'buyers', 'cardholders']),
  );
});

test('traits that the workspace marks as personal count as special', () => {
  expect(withoutSpecialCategories(catalogue, keys, { personalTraits: ['loyalty_card'] })).toEqual(
    new Set(['gold', 'buyers']),
  );
});
