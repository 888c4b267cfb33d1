import { activityStaleMilliseconds, ActivityStore } from './activity';

const seen = (leafId: number, first: number, last = first) => ({ leafId, first, last });

test('what was written is not due again until it is minutes behind, or somebody was seen earlier', () => {
  const store = new ActivityStore();
  const kim = seen(7, 1_000_000);
  expect(store.due([kim])).toEqual([kim]);
  store.remember([kim]);
  expect(store.due([kim, seen(7, 1_000_000, 1_000_000 + activityStaleMilliseconds)])).toEqual([]);
  const [later, earlier] = [seen(7, 1_000_000, 1_000_001 + activityStaleMilliseconds), seen(7, 999_999)];
  expect(store.due([later, earlier])).toEqual([later, earlier]);
  store.remember([later, earlier]);
  expect(store.due([kim, later, earlier])).toEqual([]);
});

test('whoever takes the place of another is remembered instead of him', () => {
  const store = new ActivityStore();
  const [kim, lee] = [seen(7, 1_000), seen(7 + 2 ** 19, 2_000)];
  store.remember([kim]);
  expect(store.due([lee])).toEqual([lee]);
  store.remember([lee]);
  expect(store.due([kim, lee])).toEqual([kim]);
});
