import { RapportError } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import { z } from 'zod';
import { actionOf } from './scopes';
import { callService } from './service';

const created = z.object({ id: z.union([z.number(), z.string()]), accessKey: z.string() });

/**
 * Makes an API token that holds the scopes. Its key is shown once: Strapi keeps a hash (and an encrypted copy where it has an
 * encryption key).
 * @throws RapportError bad_input where the name is taken or a scope is not declared
 */
export async function createToken(
  strapi: StrapiCore.Strapi,
  declared: readonly string[],
  { name, scopes }: { readonly name: string; readonly scopes: readonly string[] },
): Promise<{ readonly id: string; readonly accessKey: string }> {
  const unknown = scopes.filter((scope) => !declared.includes(scope));
  if (unknown.length > 0)
    throw new RapportError('bad_input', `There are no scopes ${unknown.join(', ')}; there are ${declared.join(', ')}.`);
  const service = 'admin::api-token-content-api';
  const isTaken = await callService(strapi, service, 'exists', { name });
  if (isTaken === true) throw new RapportError('bad_input', 'There is a token of this name.');
  const token = await callService(strapi, service, 'create', {
    name,
    description: '',
    kind: 'content-api',
    type: 'custom',
    permissions: scopes.map(actionOf),
    lifespan: null,
  });
  const { id, accessKey } = created.parse(token);
  return { id: String(id), accessKey };
}
