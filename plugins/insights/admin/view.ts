/** What one filters by; months and days are the period. */
export const filterKeys = ['team', 'agent', 'channel', 'situation'] as const;
export type FilterKey = (typeof filterKeys)[number];
export const breakdowns = [...filterKeys, 'month'] as const;
export type Breakdown = (typeof breakdowns)[number];
export const sorts = ['worst', 'size', 'name'] as const;
export type Sort = (typeof sorts)[number];

export const presets = [7, 28, 90, 365] as const;
const presetDefault = 28;

/** What the page shows: the whole of it stands in its address, so that it can be shared. */
export type View = {
  /** So many days up to today; null: `from` to `to`. */
  readonly days: number | null;
  /** YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
  /** Null: the first. */
  readonly figure: string | null;
  readonly by: Breakdown;
  readonly sort: Sort;
  /** Null: conversations that have none of it. What is missing is not looked at. */
  readonly filter: Readonly<Partial<Record<FilterKey, string | null>>>;
};

const dayMilliseconds = 86_400_000;
const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** @param today YYYY-MM-DD */
export function viewOfAddress(address: URLSearchParams, today: string): View {
  const [from, to] = [address.get('from'), address.get('to')];
  const asked = Number(address.get('days'));
  const days = presets.find((count) => count === asked) ?? presetDefault;
  const period =
    isDay(from) && isDay(to)
      ? { days: null, from, to }
      : {
          days,
          from: new Date(Date.parse(today) - (days - 1) * dayMilliseconds).toISOString().slice(0, 10),
          to: today,
        };
  const filter = Object.fromEntries(
    filterKeys.flatMap((key) => {
      const value = address.get(key);
      return value === null ? [] : [[key, value === '' ? null : value]];
    }),
  );
  return {
    ...period,
    ...{ figure: address.get('figure'), filter },
    by: breakdowns.find((one) => one === address.get('by')) ?? 'team',
    sort: sorts.find((one) => one === address.get('sort')) ?? 'worst',
  };
}

/** Only what is not as it is without it. */
export function addressOfView({ days, from, to, figure, by, sort, filter }: View): URLSearchParams {
  const address = new URLSearchParams();
  if (days === null) {
    address.set('from', from);
    address.set('to', to);
  } else if (days !== presetDefault) address.set('days', String(days));
  if (figure !== null) address.set('figure', figure);
  if (by !== 'team') address.set('by', by);
  if (sort !== 'worst') address.set('sort', sort);
  for (const key of filterKeys) {
    const value = filter[key];
    if (value !== undefined) address.set(key, value ?? '');
  }
  return address;
}
