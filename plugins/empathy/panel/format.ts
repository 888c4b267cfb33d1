const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export type Format = {
  /** `5 minutes ago`, `in 3 days` */
  relative(at: number, now: number): string;
  /** `14:02` of today, else the date */
  moment(at: number, now: number): string;
  /** `12 Mar 2026` */
  date(at: number): string;
  money(amount: number, currency: string | null): string;
  number(value: number): string;
};

/** In the language of the agent and the zone of his browser. @param locale BCP 47 */
export function formatOf(locale: string): Format {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const dateTime = new Intl.DateTimeFormat(locale, {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    relative(at, now) {
      const gap = at - now;
      const size = Math.abs(gap);
      if (size < hour) return words.format(Math.round(gap / minute), 'minute');
      if (size < day) return words.format(Math.round(gap / hour), 'hour');
      if (size < 45 * day) return words.format(Math.round(gap / day), 'day');
      return size < 540 * day
        ? words.format(Math.round(gap / (30.4 * day)), 'month')
        : words.format(Math.round(gap / (365.25 * day)), 'year');
    },
    moment: (at, now) => (new Date(at).toDateString() === new Date(now).toDateString() ? time : dateTime).format(at),
    date: (at) => date.format(at),
    money(amount, currency) {
      if (currency === null || !/^[A-Z]{3}$/.test(currency)) return plain.format(amount);
      const maximumFractionDigits = Math.abs(amount) >= 1_000 ? 0 : 2;
      return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits }).format(amount);
    },
    number: (value) => plain.format(value),
  };
}
