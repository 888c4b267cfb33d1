import { z } from 'zod';
import type { Api } from './api';
import { tales } from './cast/tales';
import type { PanelAddresses } from './panel';
import { demoEmail, type DemoAccess } from './setup';

/** So many stories are linked. */
const linkedTales = 5;

export type FarewellParts = {
  readonly url: string;
  readonly access: DemoAccess;
  readonly events: number;
  readonly customers: number;
  /** Addresses of the stories' customers, by user id. */
  readonly profileIds: ReadonlyMap<string, string>;
  readonly deskUrl: string;
  /** Where the customers' mails are read. */
  readonly mailUrl: string;
  /** Of a conversation that is open; null: none is. */
  readonly panel: PanelAddresses | null;
};

/** What stands on the screen: where to look, with what, a first query, and how to stop. */
export function farewell(parts: FarewellParts): string {
  const { url, access, events, customers, profileIds } = parts;
  const query = firstQuery(tales[0]?.userId ?? '');
  const password = access.password ?? 'as the first run showed it (npm run demo -- --new-password makes another)';
  const news = events === 0 ? 'nothing new' : `${events.toLocaleString('en')} new events`;
  return `
Rapport runs, with ${news} of ${customers.toLocaleString('en')} customers of an outdoor shop, and more keep coming.

Admin panel  ${url}/admin
  e-mail     ${demoEmail}
  password   ${password}

Stories worth a look (more: docs/demo.md)
${links(url, profileIds)}

${helpdesk(parts)}
The customers' mailboxes: ${parts.mailUrl}
  (all that Rapport sends them ends here; invented people open it, click, answer and unsubscribe, and so can you)

GraphQL      ${url}/graphql
  token      ${access.token}

A first query: one customer with the latest events and messages. In a browser, at ${url}/graphql, with this in the headers pane:

${JSON.stringify({ authorization: `Bearer ${access.token}` })}

${query}

Or in another terminal:

curl -s ${url}/graphql \\
  -H 'authorization: Bearer ${access.token}' \\
  -H 'content-type: application/json' \\
  -d '${JSON.stringify({ query })}'

Ctrl-C stops it. \`npm start\` starts it again with the same data, \`npm run demo\` goes on with the story.
`;
}

/** Sign-ins are in the fragment, which a browser sends to nobody. */
function helpdesk({ deskUrl, panel }: FarewellParts): string {
  const what = 'a stand-in of Chatwoot, where customers write and agents answer';
  if (panel === null) return `The helpdesk: ${deskUrl} (${what})\n`;
  return `The helpdesk: ${panel.inHelpdesk}
  (${what}; the panel beside an open conversation is signed in once, within ten minutes)

The agents' panel alone, beside the same conversation, signed in in the same way
  ${panel.alone}
`;
}

function links(url: string, profileIds: ReadonlyMap<string, string>): string {
  const stories = tales.slice(0, linkedTales).flatMap(({ title, userId }): [string, string][] => {
    const profileId = profileIds.get(userId);
    return profileId === undefined ? [] : [[title, `customers/${profileId}`]];
  });
  const pages: [string, string][] = [
    ['Who needs us now, and why', 'attention'],
    ['Same person? Conflicts and suggestions to decide', 'merge-queue'],
    ['Event catalogue: what is sent, and what breaks its plan', 'event-catalogue'],
    ['Broadcasts: one with news, one with a survey, and what became of them', 'broadcasts'],
    ['Journeys: who is on which, and where', 'journeys'],
    ['Sources: what arrives, and what was refused', 'sources'],
  ];
  return [...stories, ...pages].map(([title, path]) => `  ${title}\n    ${url}/admin/${path}`).join('\n');
}

function firstQuery(userId: string): string {
  return `{ profile(identifier: { kind: "user_id", value: "${userId}" }) { profileId traits identifiers(first: 10) { edges { node { kind value verified } } } timeline(first: 5) { edges { node { occurredAt name value } } } messages(first: 3) { edges { node { campaignName state reasons } } } } }`;
}

const found = z.object({
  profiles: z.object({ edges: z.array(z.object({ node: z.object({ profileId: z.string() }).nullable() })) }),
});

/** Of the stories' customers, by user id. */
export async function findTales(api: Api): Promise<ReadonlyMap<string, string>> {
  const query = `query ($identifiers: [IdentifierInput!]!) {
    profiles(identifiers: $identifiers, first: 50) { edges { node { profileId } } } }`;
  const identifiers = tales.map(({ userId }) => ({ kind: 'user_id', value: userId }));
  const answer = await api.ask(query, { identifiers }, found);
  const ids = new Map<string, string>();
  tales.forEach(({ userId }, index) => {
    const profileId = answer?.profiles.edges[index]?.node?.profileId;
    if (profileId !== undefined) ids.set(userId, profileId);
  });
  return ids;
}
