import type { Scope } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import { callService } from './service';

/**
 * Our scopes as Strapi knows them: each is one action, `api::rapport.profile.read`, under two roofs:
 * the content API (so that it can be ticked on an API token of type custom) and the admin's RBAC (so that a role can hold it).
 */
const api = 'rapport';

export function actionOf(scope: string): string {
  return `api::${api}.${scope}`;
}

/** Marks a function as an action of the content API; Strapi looks for it. */
const contentApi = Symbol.for('__type__');

/**
 * To be called in register(): later Strapi has swept away the permissions of roles whose actions it does not know.
 * The controllers answer nothing and have no route; their names are what the token page lists.
 */
export async function registerScopes(strapi: StrapiCore.Strapi, scopes: readonly Scope[]): Promise<void> {
  const controllers: Record<string, Record<string, () => void>> = {};
  for (const { name } of scopes) {
    const [noun = '', verb = ''] = name.split('.');
    const controller = (controllers[noun] ??= {});
    controller[verb] = Object.assign(() => undefined, { [contentApi]: ['content-api'] });
  }
  const apis: unknown = strapi.get('apis');
  if (!isRegistry(apis)) throw new TypeError('this Strapi has no registry of apis');
  apis.add(api, { controllers });
  await callService(
    strapi,
    'admin::permission',
    'actionProvider.registerMany',
    scopes.map(({ name, label }) => ({
      section: 'settings',
      category: 'Rapport',
      subCategory: name.split('.')[0],
      displayName: label.en,
      uid: `${api}.${name}`,
    })),
  );
}

/** What a token of Strapi's own types holds: everything, or what reads and is not personal. */
export function scopesOfTokenType(type: 'full-access' | 'read-only', declared: readonly string[]): readonly string[] {
  return type === 'full-access'
    ? declared
    : declared.filter((scope) => scope.endsWith('.read') && scope !== 'pii.read');
}

function isRegistry(value: unknown): value is { add(name: string, api: object): unknown } {
  return typeof value === 'object' && value !== null && 'add' in value && typeof value.add === 'function';
}
