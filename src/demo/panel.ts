import { z } from 'zod';
import type { OpenConversation } from './helpdesk/desk';

const made = z.object({ code: z.string() });

type Place = {
  /** Of Rapport. */
  readonly url: string;
  readonly token: string;
  readonly deskUrl: string;
  /** Key of the helpdesk in Rapport. */
  readonly connection: string;
};

/** Where a conversation is seen with the panel: each signs in once, within minutes. */
export type PanelAddresses = {
  /** The panel alone. */
  readonly alone: string;
  /** The helpdesk, with the panel beside the conversation. */
  readonly inHelpdesk: string;
};

/** @throws Error: Rapport makes no sign-in */
export async function panelAddresses(
  place: Place,
  { conversation, contact }: OpenConversation,
): Promise<PanelAddresses> {
  const alone = new URL('/panel/', place.url);
  for (const [name, value] of Object.entries({ connection: place.connection, conversation, contact }))
    alone.searchParams.set(name, String(value));
  alone.hash = `code=${await signInCode(place)}`;
  const inHelpdesk = new URL(`/?conversation=${conversation}#code=${await signInCode(place)}`, place.deskUrl);
  return { alone: alone.href, inHelpdesk: inHelpdesk.href };
}

async function signInCode({ url, token }: Place): Promise<string> {
  const response = await fetch(`${url}/panel/api/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{}',
  });
  if (!response.ok) throw new Error(`Rapport answered ${response.status} to the panel's sign-in.`);
  return made.parse(await response.json()).code;
}
