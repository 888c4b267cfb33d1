import type { RapportPlugin, Scope } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';

/** Prefix of our scopes among the actions of Strapi: content-api actions of tokens, admin actions of roles. */
const ours = 'api::rapport.';

export function actionOf(scope: string): string {
  return `${ours}${scope}`;
}

export function scopeOf(action: string): string | null {
  return action.startsWith(ours) ? action.slice(ours.length) : null;
}

export function scopesOf(plugins: readonly RapportPlugin[]): readonly Scope[] {
  return plugins.flatMap((plugin) => plugin.scopes ?? []);
}

/**
 * Makes our scopes known to Strapi: a custom API token can hold them, and a role can be given them in the admin. To be called in
 * `register`: at its bootstrap Strapi takes unknown permissions away from tokens and roles.
 */
export async function registerScopes(strapi: StrapiCore.Strapi, scopes: readonly Scope[]): Promise<void> {
  const tokens = strapi.contentAPI.permissions.providers.action;
  for (const { name } of scopes) await tokens.register(actionOf(name), { uid: actionOf(name) });
  const roles: unknown = strapi.service('admin::permission')['actionProvider'];
  if (!isActionProvider(roles)) throw new TypeError('this Strapi has no action provider');
  await roles.registerMany(
    scopes.map(({ name, label }) => ({
      uid: `rapport.${name}`,
      section: 'settings',
      category: 'rapport',
      subCategory: 'customers',
      displayName: `${label.en} (${label['zh-Hans']})`,
    })),
  );
}

function isActionProvider(value: unknown): value is { registerMany(actions: readonly object[]): Promise<void> } {
  return (
    typeof value === 'object' && value !== null && 'registerMany' in value && typeof value.registerMany === 'function'
  );
}
