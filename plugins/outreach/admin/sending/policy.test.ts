import type { Json } from '@rapport/sdk/admin/pure';
import { addressesIn, policyDraftOf, policyOf } from './policy';

test('a policy that is opened and saved again is the same', () => {
  const policy: Json = {
    caps: [
      { count: 3, within: '7d' },
      { channel: 'sms', count: 1, within: '24h' },
    ],
    quietHours: [
      { from: '21:00', to: '08:00' },
      { from: '12:00', to: '13:00', weekdays: ['mon', 'sun'] },
    ],
    hold: { writtenDays: 14, ratingDays: 7, badRatingMax: 2, releaseHours: 24 },
    controlPercent: 2.5,
  };
  expect(policyOf(policyDraftOf(policy))).toEqual(policy);
});

test('what is no number is not taken for one: the server refuses it', () => {
  const draft = policyDraftOf({ hold: {}, caps: [{ count: 3, within: '7d' }] });
  const written = policyOf({ ...draft, controlPercent: '', caps: [{ channel: ' ', count: 'x', within: ' 1d ' }] });
  expect(written).toMatchObject({ controlPercent: '', caps: [{ count: 'x', within: '1d' }] });
});

test('addresses stand on lines, or behind commas of either width', () => {
  expect(addressesIn(' ada@example.org\n\nbob@example.org，li@example.org, ')).toEqual([
    ...['ada@example.org', 'bob@example.org', 'li@example.org'],
  ]);
});
