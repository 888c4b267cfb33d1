import type { HelpdeskContext } from '@rapport/sdk';
import { z } from 'zod';
import { readPayload } from '../domain/payload';

const named = z.array(z.object({ id: z.int(), name: z.string().nullish() }));

/** Null: there is nobody of this name, or nobody can tell which. */
export async function idOf(
  name: string,
  kind: 'agents' | 'teams',
  { api, settings }: HelpdeskContext<{ readonly accountId: number }>,
): Promise<number | null> {
  const found = readPayload(named, await api.get(`/api/v1/accounts/${settings.accountId}/${kind}`));
  const [one, other] = found.filter((each) => each.name === name);
  return one === undefined || other !== undefined ? null : one.id;
}
