import { foreseenIn } from './foreseen';

const told = { audience: 3, looked: 3, isSample: false, sent: 2, sentBetween: { low: 2, high: 2 } };

test('what was said of everybody is told as it is', () => {
  expect(foreseenIn({ ...told, deferred: {}, withheld: { no_consent: 1 } })).toEqual({
    ...{ audience: 3, looked: 3, isSample: false, sent: 2, low: 2, high: 2 },
    ...{ deferred: [], withheld: [{ name: 'no_consent', count: 1 }] },
  });
});

test('what was said of some is told of the whole audience, with no more digits than it is certain of', () => {
  const some = {
    audience: 984_321,
    looked: 1_000,
    isSample: true,
    sent: 123,
    sentBetween: { low: 101_234, high: 143_987 },
  };
  expect(foreseenIn({ ...some, deferred: { quiet_hours: 1 }, withheld: { no_consent: 876 } })).toEqual({
    ...{ audience: 984_321, looked: 1_000, isSample: true, sent: 121_000, low: 101_000, high: 144_000 },
    ...{ deferred: [{ name: 'quiet_hours', count: 1_000 }], withheld: [{ name: 'no_consent', count: 862_000 }] },
  });
  expect(foreseenIn(undefined)).toBeNull();
});
