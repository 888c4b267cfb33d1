import type { DemoCall } from './call';
import { demoEmail, type DemoAccess } from './setup';

export type FarewellParts = {
  readonly url: string;
  readonly access: DemoAccess;
  readonly calls: readonly DemoCall[];
  readonly customers: number;
};

/** What stands on the screen at the end: where to look, with what, a first query, and how to stop. */
export function farewell({ url, access, calls, customers }: FarewellParts): string {
  const events = calls.length.toLocaleString('en');
  const query = firstQuery(busiestUser(calls));
  const password = access.password ?? 'as the first run showed it (npm run demo -- --new-password makes another)';
  return `
Rapport runs, with ${events} events of ${customers.toLocaleString('en')} customers.

Admin panel  ${url}/admin
  e-mail     ${demoEmail}
  password   ${password}

GraphQL      ${url}/graphql
  token      ${access.token}

A first query: one customer with the latest events. In a browser, at ${url}/graphql, with this in the headers pane:

${JSON.stringify({ authorization: `Bearer ${access.token}` })}

${query}

Or in another terminal:

curl -s ${url}/graphql \\
  -H 'authorization: Bearer ${access.token}' \\
  -H 'content-type: application/json' \\
  -d '${JSON.stringify({ query })}'

Ctrl-C stops it. \`npm start\` starts it again with the same data.
`;
}

function firstQuery(userId: string): string {
  return `{ profile(identifier: { kind: "user_id", value: "${userId}" }) { profileId traits identifiers(first: 10) { edges { node { kind value verified } } } timeline(first: 5) { edges { node { occurredAt name value } } } } }`;
}

/** Somebody with much to show. */
function busiestUser(calls: readonly DemoCall[]): string {
  const counts = new Map<string, number>();
  for (const { who } of calls) {
    if (who.userId !== undefined) counts.set(who.userId, (counts.get(who.userId) ?? 0) + 1);
  }
  const [busiest] = [...counts].sort(([, a], [, b]) => b - a);
  return busiest?.[0] ?? '';
}
