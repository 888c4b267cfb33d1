import { isJsonObject, type JsonObject, keyText } from '@rapport/sdk';
import { z } from 'zod';
import type { ConsentEntry } from './consent';

/** Events by which a form, an app or a server says what somebody said of being written to: docs/consent.md. */
export const consentEvents = { 'Consent Granted': 'granted', 'Consent Denied': 'denied' } as const;

const evidenceCharsMax = 4_000;

const properties = z.looseObject({
  /** `email` */
  medium: keyText,
  /** Key; without: all topics of the medium. */
  topic: keyText.nullish(),
  /** As somebody writes it; without: each that he has for the medium. */
  address: z.string().max(512).nullish(),
});

/** What one event says. */
export type Said = {
  readonly medium: string;
  readonly topic: string | null;
  readonly address: string | null;
  readonly decision: ConsentEntry['decision'];
  /** Everything else that it tells, and the page on which it was. */
  readonly evidence: JsonObject;
};

/** Null: it says nothing that one could keep. */
export function saidBy(name: string, body: JsonObject, context: JsonObject): Said | null {
  const decision = name === 'Consent Granted' || name === 'Consent Denied' ? consentEvents[name] : null;
  const parsed = properties.safeParse(body);
  if (decision === null || !parsed.success) return null;
  const { medium, topic = null, address = null } = parsed.data;
  const told = Object.fromEntries(
    Object.entries(body).filter(([key]) => key !== 'medium' && key !== 'topic' && key !== 'address'),
  );
  const page = isJsonObject(context['page']) ? context['page']['url'] : undefined;
  const whole: JsonObject = { ...told, ...(typeof page === 'string' ? { page } : {}) };
  const evidence = JSON.stringify(whole).length > evidenceCharsMax ? { too_long: true } : whole;
  return { medium, topic, address, decision, evidence };
}

/** By what an event named somebody. */
export type Carried = { readonly kind: string; readonly isVerified: boolean };

/**
 * How far it is proven what an event says of an address. A server knows whom it speaks of. Of a browser only what he is known by for
 * certain counts: who has logged in speaks of the addresses that are his, not of any that he types.
 */
export function proofOfEvent(
  carried: readonly Carried[],
  address: { readonly isOwn: boolean; readonly isVerified: boolean },
): 'claimed' | 'verified' {
  if (carried.length > 0 && carried.every(({ isVerified }) => isVerified)) return 'verified';
  const isKnown = carried.some(({ kind, isVerified }) => isVerified && kind !== 'anonymous_id');
  return isKnown && address.isOwn && address.isVerified ? 'verified' : 'claimed';
}

/** What somebody only typed takes nothing from a stranger: no address but his own is denied by it. */
export const counts = (
  decision: ConsentEntry['decision'],
  proof: ConsentEntry['proof'],
  { isOwn }: { readonly isOwn: boolean },
): boolean => decision === 'granted' || proof === 'verified' || isOwn;
