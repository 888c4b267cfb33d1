import { z } from 'zod';

/** A page of ours to which messages lead: the message by which somebody came, and a proof that we made the link. */
export type PageLink = { readonly messageId: string; readonly proof: string };

const shape = z.tuple([z.uuid(), z.string().regex(/^[0-9a-f]{32}$/)]);

/** What is proven: the proof of one page is none of another. @param page as in its address: `unsubscribe` */
export const pagePurpose = (page: string, messageId: string): string => `outreach ${page} ${messageId}`;

/** Of a keyed hash so much as nobody guesses. */
export const proofOf = (digest: string): string => digest.slice(0, 32);

export const pagePath = (page: string, { messageId, proof }: PageLink): string => `/${page}/${messageId}.${proof}`;

/** Null: it is no such link. */
export function readPagePath(page: string, path: string): PageLink | null {
  const parsed = shape.safeParse(path.startsWith(`/${page}/`) ? path.slice(page.length + 2).split('.') : []);
  return parsed.success ? { messageId: parsed.data[0], proof: parsed.data[1] } : null;
}
