import type { Core as StrapiCore } from '@strapi/strapi';
import { z } from 'zod';
import { roleCodes, roleLabels, scopeRoles, strapiActions, type RoleCode } from './role-table';
import { actionOf } from './scopes';
import { callService } from './service';

const role = z.object({ id: z.number() });
/** What was offered to each role before. Nothing is offered twice: whatever an admin took away or deleted stays away. */
const offered = z.record(z.string(), z.array(z.string())).catch({});
const localizedType = z.object({ pluginOptions: z.object({ i18n: z.object({ localized: z.literal(true) }) }) });
const store = { type: 'plugin', name: 'rapport', key: 'roles' } as const;

type Permission = { readonly action: string; readonly subject: string | null; readonly properties: object };

/**
 * Makes the ready roles at the first start. A right that a later version brings is given to them once; what an admin changed is never
 * changed back. Under the boot lock.
 * @param scopes names of all declared scopes
 */
export async function offerRoles(strapi: StrapiCore.Strapi, scopes: readonly string[]): Promise<void> {
  const kept: unknown = await strapi.store(store).get({});
  const before = offered.parse(kept ?? {});
  const after: Record<string, string[]> = { ...before };
  for (const code of roleCodes) {
    const permissions = permissionsOf(strapi, code, scopes);
    const known = new Set(before[code] ?? []);
    const fresh = permissions.filter((one) => !known.has(nameOf(one)));
    if (fresh.length === 0) continue;
    const found = await roleOf(strapi, code, before[code] === undefined);
    if (found !== null)
      await callService(
        strapi,
        'admin::permission',
        'createMany',
        fresh.map((one) => ({ ...one, actionParameters: {}, conditions: [], role: found })),
      );
    after[code] = [...known, ...fresh.map(nameOf)];
  }
  if (JSON.stringify(after) !== JSON.stringify(before)) await strapi.store(store).set({ value: after });
}

/** Null where somebody deleted it. */
async function roleOf(strapi: StrapiCore.Strapi, code: RoleCode, isFirst: boolean): Promise<number | null> {
  const existing = role.safeParse(await strapi.db.query('admin::role').findOne({ where: { code: `rapport-${code}` } }));
  if (existing.success) return existing.data.id;
  if (!isFirst) return null;
  const { name, description } = roleLabels[code];
  const made = await callService(strapi, 'admin::role', 'create', {
    name,
    code: `rapport-${code}`,
    description: `${description.en} ${description['zh-Hans']}`,
  });
  return role.parse(made).id;
}

function permissionsOf(strapi: StrapiCore.Strapi, code: RoleCode, scopes: readonly string[]): Permission[] {
  const ours = scopes
    .filter((scope) => scopeRoles[scope]?.includes(code) === true)
    .map((scope) => ({ action: actionOf(scope), subject: null, properties: {} }));
  const theirs = (strapiActions[code] ?? []).map(({ action, subject }) => ({
    action,
    subject: subject ?? null,
    properties:
      subject === undefined
        ? {}
        : {
            ...(/\.(?:delete|publish)$/.test(action) ? {} : { fields: fieldsOf(strapi, subject) }),
            // Null means every language, those added later too; without it Strapi allows none.
            ...(isLocalized(strapi, subject) ? { locales: null } : {}),
          },
  }));
  return [...ours, ...theirs];
}

function isLocalized(strapi: StrapiCore.Strapi, subject: string): boolean {
  return localizedType.safeParse(Reflect.get(strapi.contentTypes, subject)).success;
}

/** What people fill in: not the times and authors that Strapi adds. */
function fieldsOf(strapi: StrapiCore.Strapi, subject: string): string[] {
  const type: unknown = Reflect.get(strapi.contentTypes, subject);
  const attributes: unknown = typeof type === 'object' && type !== null ? Reflect.get(type, 'attributes') : {};
  const added = [
    'id',
    'documentId',
    'createdAt',
    'updatedAt',
    'publishedAt',
    'createdBy',
    'updatedBy',
    'locale',
    'localizations',
  ];
  return Object.keys(attributes ?? {}).filter((name) => !added.includes(name));
}

function nameOf({ action, subject }: Permission): string {
  return subject === null ? action : `${action} ${subject}`;
}
