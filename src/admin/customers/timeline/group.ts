/** Two events with more time between them belong to two visits. */
export const sessionGapMinutes = 30;

export type Session<Event> = {
  readonly key: string;
  /** Epoch milliseconds of the first and the last event. */
  readonly from: number;
  readonly to: number;
  /** Newest first. */
  readonly events: readonly Event[];
};
export type Day<Event> = { readonly key: string; readonly at: number; readonly sessions: readonly Session<Event>[] };

/**
 * Groups a timeline by day and, within a day, by visit.
 * @param events newest first
 * @param dayOf the day of a moment in the reader's zone, e.g. `2026-11-22`
 */
export function groupTimeline<Event extends { readonly id: string; readonly occurredAt: string }>(
  events: readonly Event[],
  dayOf: (at: number) => string,
): Day<Event>[] {
  const days: { key: string; at: number; sessions: { key: string; from: number; to: number; events: Event[] }[] }[] =
    [];
  for (const event of events) {
    const at = Date.parse(event.occurredAt);
    const key = dayOf(at);
    let day = days.at(-1);
    if (day?.key !== key) {
      day = { key, at, sessions: [] };
      days.push(day);
    }
    const session = day.sessions.at(-1);
    if (session !== undefined && session.from - at <= sessionGapMinutes * 60_000) {
      session.from = at;
      session.events.push(event);
    } else day.sessions.push({ key: event.id, from: at, to: at, events: [event] });
  }
  return days;
}

/** `2026-11-22` in the browser's zone. */
export function localDay(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
