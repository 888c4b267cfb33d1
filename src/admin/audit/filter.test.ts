import { emptyFilter, exportAddress, filterFrom, isFiltered, toAddress, variablesOf } from './filter';

const id = '018f0000-0000-7000-8000-000000000001';

test('a filter stands in the address and comes back from it', () => {
  const filter = {
    ...emptyFilter,
    actor: 'admin:7',
    actions: ['profile.read', 'unmerge'],
    profile: id,
    to: '2026-11-20',
  };
  expect(filterFrom(toAddress(filter))).toEqual(filter);
  expect(toAddress(emptyFilter).toString()).toBe('');
  expect(filterFrom(new URLSearchParams())).toEqual(emptyFilter);
  expect([isFiltered(filter), isFiltered(emptyFilter)]).toEqual([true, false]);
});

test('the file is asked for what is shown, and for no more than is set', () => {
  expect(exportAddress(emptyFilter)).toBe('/audit/entries.ndjson?');
  const filter = { ...emptyFilter, actor: 'admin:7', actions: ['profile.read', 'unmerge'], profile: id };
  expect(exportAddress(filter)).toBe(
    `/audit/entries.ndjson?action=profile.read&action=unmerge&actor=admin%3A7&profile=${id}`,
  );
});

test('what is no id and no day is not asked for', () => {
  const { profile, from, to } = variablesOf({ ...emptyFilter, profile: 'anna', from: 'yesterday', to: '2026-02-31x' });
  expect([profile, from, to]).toEqual([null, null, null]);
  expect(variablesOf({ ...emptyFilter, profile: ` ${id.toUpperCase()} ` }).profile).toBe(id);
});

test('days are whole, in the zone of the reader: the last one is part of it', () => {
  const { from, to } = variablesOf({ ...emptyFilter, from: '2026-11-20', to: '2026-11-20' });
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000);
  expect(new Date(from ?? '').getDate()).toBe(20);
});
