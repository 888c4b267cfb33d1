/** What of the log is shown; days as `2026-11-22`, of the reader's zone. */
export type AuditFilter = {
  readonly actor: string | null;
  readonly actions: readonly string[];
  /** As typed. */
  readonly profile: string;
  readonly from: string | null;
  readonly to: string | null;
};

export const emptyFilter: AuditFilter = { actor: null, actions: [], profile: '', from: null, to: null };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The address of the page holds the filter: it can be kept, and sent to a colleague. */
export function filterFrom(address: URLSearchParams): AuditFilter {
  return {
    actor: address.get('actor'),
    actions: address.getAll('action'),
    profile: address.get('customer') ?? '',
    from: address.get('from'),
    to: address.get('to'),
  };
}

export function toAddress({ actor, actions, profile, from, to }: AuditFilter): URLSearchParams {
  const address = new URLSearchParams(actions.map((action): [string, string] => ['action', action]));
  for (const [name, value] of Object.entries({ actor, customer: profile, from, to })) {
    if (value !== null && value !== '') address.set(name, value);
  }
  return address;
}

export function isFiltered(filter: AuditFilter): boolean {
  return toAddress(filter).size > 0;
}

/** Null where the text is no id of a customer. */
export function profileIdIn(text: string): string | null {
  const id = text.trim().toLowerCase();
  return uuid.test(id) ? id : null;
}

/** Variables of AuditEntries. */
export function variablesOf({ actor, actions, profile, from, to }: AuditFilter) {
  return {
    actor,
    actions: actions.length === 0 ? null : actions,
    profile: profileIdIn(profile),
    from: startOf(from, 0),
    to: startOf(to, 1),
  };
}

/** Of the file with everything that the filter finds. */
export function exportAddress(filter: AuditFilter): string {
  const { actions, ...rest } = variablesOf(filter);
  const asked = new URLSearchParams((actions ?? []).map((action): [string, string] => ['action', action]));
  for (const [name, value] of Object.entries(rest)) if (value !== null) asked.set(name, value);
  return `/audit/entries.ndjson?${asked.toString()}`;
}

function startOf(day: string | null, daysLater: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? [];
  if (year === undefined) return null;
  const start = new Date(Number(year), Number(month) - 1, Number(date) + daysLater);
  return Number.isNaN(start.getTime()) ? null : start.toISOString();
}

/** `2026-11-22`, of a moment in the reader's zone. */
export function dayOf(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
