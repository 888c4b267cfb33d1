import { timingSafeEqual } from 'node:crypto';
import type { Core } from '@rapport/sdk';
import { pagePath, pagePurpose, proofOf, readPagePath } from '../../domain/page-link';
import { linkPurpose, linkToken, readLinkToken, type TrackedLink } from '../../domain/tracking/link';
import type { Tracking } from '../../domain/tracking/rewrite';

type Keys = Pick<Core, 'digest'>;

/** Address of one of our pages for the reader of a message. @param page `preferences` */
export function pageUrl({ digest }: Keys, publicUrl: string, page: string, messageId: string): string {
  return `${publicUrl}${pagePath(page, { messageId, proof: proofOf(digest(pagePurpose(page, messageId))) })}`;
}

/** The message by which somebody comes to a page; null: we made no such link. */
export function messageOfPage({ digest }: Keys, page: string, path: string): string | null {
  const link = readPagePath(page, path);
  if (link === null) return null;
  return isSame(link.proof, proofOf(digest(pagePurpose(page, link.messageId)))) ? link.messageId : null;
}

/** Where one click takes the reader off the topic, and where a page for people is; null: nobody said where people find us. */
export function linksOf(
  core: Keys,
  publicUrl: string | null,
  messageId: string,
): { readonly oneClickUrl: string; readonly pageUrl: string } | null {
  if (publicUrl === null) return null;
  const url = pageUrl(core, publicUrl, 'unsubscribe', messageId);
  return { oneClickUrl: url, pageUrl: url };
}

/** Links of one message that tell that they were followed. Where they lead is part of what is proven: nobody leads elsewhere by them. */
export function trackingOf({ digest }: Keys, publicUrl: string, messageId: string): Tracking {
  const token = (position: number, count: number, to: string): string => {
    const link: TrackedLink = { messageId, position, count };
    return linkToken(link, digest(linkPurpose(link, to)));
  };
  return {
    publicUrl,
    link: (to, position, count) =>
      `${publicUrl}/l/${token(position, count, to)}?${new URLSearchParams({ to }).toString()}`,
    pixel: (count) => `${publicUrl}/o/${token(0, count, '')}`,
  };
}

/** Null: we made no such link. @param to where it leads; '': the pixel */
export function provenLink({ digest }: Keys, token: string, to: string): TrackedLink | null {
  const link = readLinkToken(token);
  return link !== null && isSame(token, linkToken(link, digest(linkPurpose(link, to)))) ? link : null;
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
