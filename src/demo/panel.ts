import { z } from 'zod';

const made = z.object({ path: z.string() });

/**
 * Where the agents' panel shows a customer, with a sign-in that works once within minutes. null: the token of an earlier demo may
 * not make one.
 */
export async function panelAddress(url: string, token: string, profileId: string): Promise<string | null> {
  const response = await fetch(`${url}/panel/api/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{}',
  });
  if (response.status === 403) return null;
  if (!response.ok) throw new Error(`Rapport answered ${response.status} to the panel's sign-in.`);
  const address = new URL(made.parse(await response.json()).path, url);
  address.searchParams.set('profile', profileId);
  return address.href;
}
