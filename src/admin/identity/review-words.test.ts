import { describeEvidence, describeMerge, describeReview } from './review-words';

const evidence = {
  type: 'track',
  name: 'Order Completed',
  occurredAt: '2026-11-22T08:00:00.000Z',
  identifiers: [
    ['email', 'ada@example.com', 'claimed'],
    ['anonymous_id', 'tablet', 'verified'],
  ],
};

test('a suggestion says who gave what, and what to do', () => {
  const sentence = describeReview({ reason: 'CLAIMED', kind: 'email', value: 'ada@example.com' }, 'en');
  expect(sentence).toContain('E-mail “ada@example.com” without proof');
  expect(describeReview({ reason: 'CLAIMED', kind: 'email', value: 'a@b' }, 'zh-Hans')).toContain('邮箱“a@b”');
});

test('evidence names the event and what it carried, with its trust', () => {
  const { sentence, identifiers } = describeEvidence(evidence, 'en');
  expect(sentence).toMatch(/^The event “Order Completed” on .*2026.* carried:$/);
  expect(identifiers.map(({ label, value, trustLabel }) => [label, value, trustLabel])).toEqual([
    ['E-mail', 'ada@example.com', 'not verified'],
    ['Device', 'tablet', 'verified'],
  ]);
});

test('a merge tells why: by hand with a reason, from a review, or by what the event carried', () => {
  expect(describeMerge({ byHand: true, reason: 'called us' }, 'en')).toBe('Merged by hand: called us');
  expect(describeMerge({ byHand: true, review: 'x' }, 'en')).toBe('Decided from a conflict or suggestion');
  expect(describeMerge({ byHand: true }, 'en')).toBe('Merged by hand');
  expect(describeMerge(evidence, 'en')).toBe('Joined by E-mail ada@example.com + Device tablet');
});

test('evidence of any shape is readable', () => {
  for (const strange of [
    null,
    'x',
    [],
    { identifiers: 'x' },
    { identifiers: [[1, 2], 'x', null] },
    { occurredAt: 'never' },
  ]) {
    expect(describeEvidence(JSON.parse(JSON.stringify(strange)), 'en')).toEqual({ sentence: null, identifiers: [] });
    expect(describeMerge(JSON.parse(JSON.stringify(strange)), 'en')).toBe('');
  }
});

test('a kind of a helpdesk is told by its own words', () => {
  const sentence = describeReview({ reason: 'KIND_LIMIT', kind: 'chatwoot_contact_id', value: '7' }, 'en');
  expect(sentence).toMatch(/^Chatwoot contact ID “7”/);
});
