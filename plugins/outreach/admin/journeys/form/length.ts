/** A length of time as its two fields have it. */
export const lengthUnits = ['minutes', 'hours', 'days', 'weeks'] as const;
export type LengthUnit = (typeof lengthUnits)[number];
export type Length = { readonly count: number; readonly unit: LengthUnit };

const letters: Record<LengthUnit, string> = { minutes: 'm', hours: 'h', days: 'd', weeks: 'w' };

/** @param text as definitions have it, `2h`; null: written in another way */
export function lengthIn(text: string): Length | null {
  const found = /^(\d+)([mhdw])$/.exec(text.trim());
  const unit = lengthUnits.find((one) => letters[one] === found?.[2]);
  return unit === undefined ? null : { count: Number(found?.[1]), unit };
}

/** @param count as it was typed: what is no number is told by the server */
export function lengthText(count: string, unit: LengthUnit): string {
  return count.trim() === '' ? '' : `${count.trim()}${letters[unit]}`;
}
