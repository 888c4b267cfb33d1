import { demoEmail, type DemoAccess } from './setup';

export type FarewellParts = {
  readonly url: string;
  readonly access: DemoAccess;
  readonly customers: number;
  readonly events: number;
};

/** What stands on the screen at the end: where to look, with what, and how to stop. */
export function farewell({ url, access, customers, events }: FarewellParts): string {
  const password = access.password ?? 'as the first run has shown it (`npm run demo -- --new-password` makes another)';
  return `
Rapport runs, with ${events.toLocaleString('en')} events of ${customers.toLocaleString('en')} customers.

  Admin      ${url}/admin
    e-mail   ${demoEmail}
    password ${password}

Ctrl-C stops it. \`npm start\` starts it again with the same data.
`;
}
