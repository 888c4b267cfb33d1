import type { Json } from '@rapport/sdk';

/** What was written, as it is kept. Times are epoch milliseconds. */
export type Written = {
  readonly hash: string;
  /** How often somebody set it back, since when. */
  readonly flips: number;
  readonly flipsSince: number | null;
  /** Since when it is left alone, because it was set back too often. */
  readonly leftAloneAt: number | null;
};

export type WriteBounds = { readonly flipsMax: number; readonly flipMilliseconds: number };

type Values = ReadonlyMap<string, Json>;
export type WriteQuestion = {
  /** What should stand there; what is absent should not. */
  readonly wanted: Values;
  readonly written: ReadonlyMap<string, Written>;
  readonly hashOf: (value: Json) => string;
};

export type WritePlan = {
  /** What is told to the helpdesk; null takes it away. */
  readonly sends: ReadonlyMap<string, Json>;
  /** What is kept once that is done; null: it is forgotten. Keys that stay as they are, are missing. */
  readonly keeps: ReadonlyMap<string, Written | null>;
};

const keysOf = ({ wanted, written }: WriteQuestion): string[] => [...new Set([...wanted.keys(), ...written.keys()])];

/** Nothing that was written should be another: nobody needs to be asked what stands there. */
export function isWritten(question: WriteQuestion): boolean {
  const { wanted, written, hashOf } = question;
  return keysOf(question).every((key) => {
    const value = wanted.get(key) ?? null;
    const last = written.get(key);
    if (last !== undefined && last.leftAloneAt !== null) return true;
    return value === null ? last === undefined : last?.hash === hashOf(value);
  });
}

/**
 * For each key:
 *
 *   left alone                          stays so, until somebody asks for another try
 *   what should stand there, does       it is kept as written: we wrote it and were killed, or somebody wrote the same
 *   what we wrote last stands there     what should stand there now is sent
 *   something else stands there         somebody set it back: counted, and sent again; too often within the time: left alone
 *   we never wrote it                   sent, whatever stands there
 */
export function planWrites(
  question: WriteQuestion & { readonly there: Values; readonly now: number; readonly bounds: WriteBounds },
): WritePlan {
  const { wanted, written, there, hashOf, now, bounds } = question;
  const sends = new Map<string, Json>();
  const keeps = new Map<string, Written | null>();
  for (const key of keysOf(question)) {
    const last = written.get(key);
    if (last !== undefined && last.leftAloneAt !== null) continue;
    const value = wanted.get(key) ?? null;
    const standing = there.get(key) ?? null;
    const hash = value === null ? null : hashOf(value);
    const standingHash = standing === null ? null : hashOf(standing);
    const kept = (more: Partial<Written>): Written | null => {
      const one = { hash: hash ?? '', flips: 0, flipsSince: null, leftAloneAt: null, ...last, ...more };
      // Of what should not stand there nothing is kept, but that we cannot take it away.
      return hash === null && one.leftAloneAt === null ? null : { ...one, hash: hash ?? one.hash };
    };
    if (standingHash === hash) {
      if ((last?.hash ?? null) !== hash) keeps.set(key, kept({}));
      continue;
    }
    if (last === undefined || standingHash === last.hash) {
      sends.set(key, value);
      keeps.set(key, kept({}));
      continue;
    }
    const isRecent = last.flipsSince !== null && now - last.flipsSince < bounds.flipMilliseconds;
    const flips = { flips: isRecent ? last.flips + 1 : 1, flipsSince: isRecent ? last.flipsSince : now };
    const isLast = flips.flips > bounds.flipsMax;
    if (!isLast) sends.set(key, value);
    keeps.set(key, kept({ ...flips, leftAloneAt: isLast ? now : null }));
  }
  return { sends, keeps };
}
