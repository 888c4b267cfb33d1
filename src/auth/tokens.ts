import { RapportError, type Scope } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import { z } from 'zod';
import { actionOf } from './scopes';

const tokenService = z.object({
  create: z.custom<(token: object) => Promise<unknown>>((value) => typeof value === 'function'),
});
const created = z.object({ accessKey: z.string() });

/**
 * Makes an API token with some of our scopes. Its key is shown once: Strapi keeps a hash.
 * @throws RapportError bad_input for a scope that no plugin declares, or a name that is taken
 */
export async function createToken(
  strapi: StrapiCore.Strapi,
  known: readonly Scope[],
  token: { readonly name: string; readonly scopes: readonly string[] },
): Promise<string> {
  const names = known.map((scope) => scope.name);
  const unknown = token.scopes.filter((scope) => !names.includes(scope));
  if (unknown.length > 0) {
    throw new RapportError('bad_input', `Unknown scope ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  }
  const taken: unknown = await strapi.db.query('admin::api-token').findOne({ where: { name: token.name } });
  if (taken !== null) throw new RapportError('bad_input', `A token named ${token.name} is there already.`);
  const service = tokenService.parse(strapi.service('admin::api-token-content-api'));
  const answer = await service.create({
    name: token.name,
    description: '',
    kind: 'content-api',
    type: 'custom',
    permissions: token.scopes.map(actionOf),
    lifespan: null,
  });
  return created.parse(answer).accessKey;
}
