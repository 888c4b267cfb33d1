import type { Core as StrapiCore } from '@strapi/strapi';

type ServiceUid = Parameters<StrapiCore.Strapi['service']>[0];

/**
 * Calls a method of one of Strapi's services. Strapi publishes no types for them: the answer is parsed by whoever asks.
 * @param path the method, e.g. `create` or `actionProvider.registerMany`
 */
export async function callService(
  strapi: StrapiCore.Strapi,
  uid: ServiceUid,
  path: string,
  ...args: readonly unknown[]
): Promise<unknown> {
  let owner: unknown;
  let target: unknown = strapi.service(uid);
  for (const name of path.split('.')) {
    owner = target;
    target = typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
  }
  if (typeof target !== 'function') throw new TypeError(`this Strapi has no ${path} in ${uid}`);
  const answer: unknown = await Reflect.apply(target, owner, args);
  return answer;
}
