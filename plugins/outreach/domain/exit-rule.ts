import type { Broadcast } from './broadcast';
import type { Journey } from './journey/journey';

/** Segments in which somebody has to be, and in which he may not be, when his message goes. */
export type ExitRule = { readonly within: readonly string[]; readonly outside: readonly string[] };

export function exitRuleOfBroadcast({ audience, except }: Broadcast): ExitRule {
  return { within: 'segment' in audience ? [audience.segment] : [], outside: except };
}

export function exitRuleOfJourney({ definition: { entry, exit, whileMember } }: Journey): ExitRule {
  const segments = exit.flatMap((one) => ('segment' in one ? [one] : []));
  return {
    within: [
      ...(whileMember && 'segment' in entry ? [entry.segment] : []),
      ...segments.flatMap((one) => (one.is === 'out' ? [one.segment] : [])),
    ],
    outside: segments.flatMap((one) => (one.is === 'in' ? [one.segment] : [])),
  };
}

export function hasExited({ within, outside }: ExitRule, segments: ReadonlySet<string>): boolean {
  return within.some((key) => !segments.has(key)) || outside.some((key) => segments.has(key));
}
