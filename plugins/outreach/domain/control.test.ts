import { isInControlGroup, toldReason } from './control';

const people = Array.from(
  { length: 2_000 },
  (_one, index) => `018f0000-0000-7000-8000-${String(index).padStart(12, '0')}`,
);
const shareOf = (isIn: (publicId: string) => boolean): number => people.filter(isIn).length / people.length;

test('held out is who is in the house’s control group, or in the campaign’s, each by its own draw', () => {
  const house = { controlPercent: 10 };
  const campaign = { seed: 'welcome', percent: 20 };
  expect(shareOf((one) => isInControlGroup(one, { controlPercent: 0 }, null))).toBe(0);
  expect(shareOf((one) => isInControlGroup(one, house, null))).toBeCloseTo(0.1, 1);
  expect(shareOf((one) => isInControlGroup(one, { controlPercent: 0 }, campaign))).toBeCloseTo(0.2, 1);
  expect(shareOf((one) => isInControlGroup(one, house, campaign))).toBeCloseTo(0.28, 1);
});

test.each([
  [['control_group'], 'control_group'],
  [['quiet_hours', 'control_group'], 'control_group'],
  [['open_conversation', 'bad_rating', 'control_group'], 'control_group'],
  [['no_consent', 'control_group'], 'no_consent'],
  [['quiet_hours', 'control_group', 'expired'], 'quiet_hours'],
  [['open_conversation'], 'open_conversation'],
  [[], null],
] as const)('of %j a journey is told %s', (reasons, told) => {
  expect(toldReason(reasons)).toBe(told);
});
