/**
 * Whether a program opened a message or followed its links, not a person. Gateways open what comes in to look for harm, and so would
 * make figures of people out of their own. A rule each, in the order in which they are told:
 *   prefetch     the browser said that it fetches before anybody asked
 *   user_agent   the program says what it is
 *   too_soon     before the message was handed over, or in the first seconds: it is still on its way
 *   every_link   three and more links, and most of those that there are, within seconds
 */
export type MachineRule = 'prefetch' | 'user_agent' | 'too_soon' | 'every_link';

/** Nobody has read a message so soon after it was handed over. */
export const soonestMilliseconds = 3_000;
/** Nobody follows most links of a message within so long. */
export const togetherMilliseconds = 5_000;
const togetherLinksMin = 3;
const togetherShare = 0.6;
/** What comes by a link is judged then: by that time it is known what else was followed. */
export const settleMilliseconds = 2 * togetherMilliseconds;

const scanners =
  /bot\b|crawler|spider|scanner|proofpoint|mimecast|barracuda|urldefense|safelinks|fireeye|trendmicro|forcepoint|messagelabs|sophos|checkpoint|ironport|googlesafety|slackbot|facebookexternalhit|whatsapp\/|telegrambot|headlesschrome|phantomjs|python-|aiohttp|go-http-client|okhttp|java\/|libwww|node-fetch|axios|undici|curl\/|wget\//i;
/** Apple's Mail fetches every picture of every message ahead, and says no more of itself. */
const mailPrivacy = /^mozilla\/5\.0$/i;

/** By what the program says of itself. Gmail's proxy fetches when somebody opens: that is a person's. @param userAgent null: it was not told */
export const isScannerAgent = (userAgent: string | null): boolean =>
  userAgent !== null && (scanners.test(userAgent) || mailPrivacy.test(userAgent.trim()));

export type Visit = {
  /** Null: it says nothing. */
  readonly userAgent: string | null;
  readonly isPrefetch: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
  /** When the message was handed over; null: that is not noted yet. */
  readonly handedAt: number | null;
};

/** What one visit alone says; null: it may be a person's. Browsers say what they are, so who says nothing is none. */
export function machineRuleOf({
  userAgent,
  isPrefetch,
  at,
  handedAt,
}: Visit): Exclude<MachineRule, 'every_link'> | null {
  if (isPrefetch) return 'prefetch';
  if (userAgent === null || userAgent.trim() === '' || isScannerAgent(userAgent)) return 'user_agent';
  return handedAt === null || at - handedAt < soonestMilliseconds ? 'too_soon' : null;
}

/** One link of a message that was followed, or (0) that it was opened. */
export type Followed = { readonly id: number; readonly position: number; readonly at: number };

/** Of one message: who followed most of its links within seconds, and what was opened meanwhile. @param linkCount of the message @returns ids */
export function followedTogether(all: readonly Followed[], linkCount: number): ReadonlySet<number> {
  const needed = Math.max(togetherLinksMin, Math.ceil(linkCount * togetherShare));
  const links = all.filter(({ position }) => position > 0).sort((a, b) => a.at - b.at);
  const found = new Set<number>();
  for (const [index, first] of links.entries()) {
    const together = links.slice(index).filter(({ at }) => at - first.at <= togetherMilliseconds);
    if (new Set(together.map(({ position }) => position)).size < needed) continue;
    const last = together.at(-1)?.at ?? first.at;
    for (const { id, at } of all)
      if (at >= first.at - togetherMilliseconds && at <= last + togetherMilliseconds) found.add(id);
  }
  return found;
}
