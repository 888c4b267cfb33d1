import { isJsonObject, numberIn, objects, strings, textIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The house's policy as its fields hold it. */
export type PolicyDraft = {
  readonly caps: readonly CapDraft[];
  readonly quietHours: readonly QuietDraft[];
  readonly hold: HoldDraft;
  readonly controlPercent: string;
};
/** `channel` '': all of them together. */
export type CapDraft = { readonly channel: string; readonly count: string; readonly within: string };
/** `09:30`; no day of the week: every day. */
export type QuietDraft = { readonly from: string; readonly to: string; readonly weekdays: readonly string[] };
const holdFields = ['writtenDays', 'ratingDays', 'badRatingMax', 'releaseHours'] as const;
type HoldField = (typeof holdFields)[number];
export type HoldDraft = Readonly<Record<HoldField, string>>;

/** @param policy as OutreachSettings.policy of the API: everything is in it */
export function policyDraftOf(policy: Json): PolicyDraft {
  const all = isJsonObject(policy) ? policy : {};
  const hold = isJsonObject(all['hold']) ? all['hold'] : {};
  const number = (name: HoldField): string => String(numberIn(hold, name));
  return {
    caps: objects(all['caps']).map((cap) => ({
      ...{ channel: textIn(cap, 'channel'), count: String(numberIn(cap, 'count')), within: textIn(cap, 'within') },
    })),
    quietHours: objects(all['quietHours']).map((one) => ({
      ...{ from: textIn(one, 'from'), to: textIn(one, 'to'), weekdays: strings(one['weekdays']) },
    })),
    hold: {
      ...{ writtenDays: number('writtenDays'), ratingDays: number('ratingDays') },
      ...{ badRatingMax: number('badRatingMax'), releaseHours: number('releaseHours') },
    },
    controlPercent: String(numberIn(all, 'controlPercent')),
  };
}

export function policyOf({ caps, quietHours, hold, controlPercent }: PolicyDraft): JsonObject {
  return {
    caps: caps.map(({ channel, count, within }) => ({
      ...(channel.trim() === '' ? {} : { channel: channel.trim() }),
      ...{ count: numberOf(count), within: within.trim() },
    })),
    quietHours: quietHours.map(({ from, to, weekdays: days }) => ({
      ...{ from, to },
      ...(days.length === 0 ? {} : { weekdays: weekdays.filter((day) => days.includes(day)) }),
    })),
    hold: Object.fromEntries(holdFields.map((name) => [name, numberOf(hold[name])])),
    controlPercent: numberOf(controlPercent),
  };
}

/** What is no number stays text, and is refused. */
function numberOf(text: string): number | string {
  const number = Number(text.trim());
  return text.trim() === '' || Number.isNaN(number) ? text : number;
}

/** One on each line, or with commas. */
export function addressesIn(text: string): string[] {
  return text
    .split(/[\n,，;；]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
