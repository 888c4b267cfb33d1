import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Core, RapportError, type RapportPlugin, type Scope, type SegmentUse } from '@rapport/sdk';
import { z } from 'zod';
import type { MigrationSource } from './postgres/migrate';
import { errorLine } from './postgres/error-code';

const rootPackage = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });
const dependencyPackage = z.object({ rapport: z.object({ kind: z.string() }).optional() });

type FoundPlugins = {
  readonly plugins: readonly RapportPlugin[];
  /** plugin_invalid, naming the package: one for each that cannot be loaded. */
  readonly broken: readonly RapportError[];
  readonly ignored: readonly IgnoredPackage[];
};

/** A dependency that may have been meant as a plugin. `kind`: what its package.json says instead; null: it is not installed. */
export type IgnoredPackage = { readonly name: string; readonly kind: string | null };

/** For the log of a start. */
export function ignoredLine({ name, kind }: IgnoredPackage): string {
  const what = kind === null ? 'is not installed' : `has the rapport.kind ${JSON.stringify(kind)}, which is none`;
  return `The dependency ${name} ${what}: Rapport runs without it.`;
}

/** @throws RapportError plugin_invalid, naming the first package that cannot be loaded */
export async function loadPlugins(
  appDir: string,
  onIgnored: (ignored: IgnoredPackage) => void = () => undefined,
): Promise<readonly RapportPlugin[]> {
  const { plugins, broken, ignored } = await findPlugins(appDir);
  if (broken[0] !== undefined) throw broken[0];
  ignored.forEach(onIgnored);
  return plugins;
}

/**
 * The plugins among the dependencies of the root package.json, in its order: those whose own package.json carries
 * `"rapport": { "kind": "plugin" }`. Each is the default export of its `./rapport` entry.
 */
export async function findPlugins(appDir: string): Promise<FoundPlugins> {
  const root = rootPackage.parse(JSON.parse(await readFile(path.join(appDir, 'package.json'), 'utf8')));
  const { resolve } = createRequire(path.join(appDir, 'package.json'));
  const plugins: RapportPlugin[] = [];
  const broken: RapportError[] = [];
  const ignored: IgnoredPackage[] = [];
  for (const name of Object.keys(root.dependencies)) {
    const kind = await kindOf(name, resolve.paths(name) ?? []);
    if (kind === undefined) continue;
    if (kind !== 'plugin') {
      ignored.push({ name, kind });
      continue;
    }
    const loaded = await importPlugin(name, resolve);
    if (loaded instanceof RapportError) broken.push(loaded);
    else if (plugins.some((other) => other.name === loaded.name))
      broken.push(new RapportError('plugin_invalid', `${name}: another plugin has the name ${loaded.name} already.`));
    else plugins.push(loaded);
  }
  return { plugins, broken, ignored };
}

/** The core's migrations, then each plugin's, as the migrator takes them. */
export function migrationSources(appDir: string, plugins: readonly RapportPlugin[]): MigrationSource[] {
  const core = { name: 'core', folder: path.join(appDir, 'database/rapport') };
  return [
    core,
    ...plugins.flatMap(({ name, migrations }) => (migrations === undefined ? [] : [{ name, folder: migrations }])),
  ];
}

/** Every right that tokens and roles can hold, as the plugins declare them. */
export function scopesOf(plugins: readonly RapportPlugin[]): readonly Scope[] {
  return plugins.flatMap((plugin) => plugin.scopes ?? []);
}

/** Undefined: a library; null: it is not installed. Read as a file: libraries may hide their package.json from `resolve`. */
async function kindOf(name: string, folders: readonly string[]): Promise<string | null | undefined> {
  for (const folder of folders) {
    const text = await readFile(path.join(folder, name, 'package.json'), 'utf8').catch(() => null);
    if (text === null) continue;
    const parsed = dependencyPackage.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.rapport?.kind : undefined;
  }
  return null;
}

async function importPlugin(name: string, resolve: (id: string) => string): Promise<RapportPlugin | RapportError> {
  let loaded: unknown;
  try {
    loaded = await import(resolve(`${name}/rapport`));
  } catch (error) {
    return new RapportError('plugin_invalid', `${name}: ${errorLine(error)}`, { cause: error });
  }
  // A CommonJS module's default export arrives inside another `default`.
  const candidates = [loaded, defaultOf(loaded), defaultOf(defaultOf(loaded))];
  return (
    candidates.find(isPlugin) ??
    new RapportError('plugin_invalid', `The default export of ${name}/rapport is not a plugin: use definePlugin.`)
  );
}

function defaultOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'default' in value ? value.default : undefined;
}

const anyFunction = z.custom<unknown>((value) => typeof value === 'function');
const pluginShape = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  migrations: z.string().optional(),
  tables: z.object({ ofPerson: z.array(z.string()), withoutPerson: z.record(z.string(), z.string()) }).optional(),
  sealed: z
    .array(z.object({ table: z.string(), column: z.string(), key: z.string(), purpose: anyFunction }))
    .optional(),
  scopes: z
    .array(z.object({ name: z.string(), label: z.object({ en: z.string(), 'zh-Hans': z.string() }) }))
    .optional(),
  graphql: z.object({ typeDefs: z.string(), resolvers: anyFunction }).optional(),
  http: anyFunction.optional(),
  export: z.array(z.object({ name: z.string(), rows: anyFunction })).optional(),
  erase: anyFunction.optional(),
  channels: z.array(z.object({ name: z.string(), medium: z.string(), open: anyFunction })).optional(),
  helpdesks: z.array(z.object({ name: z.string(), receive: anyFunction, read: anyFunction })).optional(),
  heedHelpdesks: anyFunction.optional(),
  messages: z.array(z.object({ name: z.string(), read: anyFunction })).optional(),
  segments: anyFunction.optional(),
  segmentUses: anyFunction.optional(),
  lanes: z
    .array(
      z.object({
        name: z.string(),
        handle: anyFunction,
        timer: z.object({ dueLanes: anyFunction, fire: anyFunction }).optional(),
      }),
    )
    .optional(),
  loops: z.array(z.object({ name: z.string(), round: anyFunction })).optional(),
});

function isPlugin(value: unknown): value is RapportPlugin {
  return pluginShape.safeParse(value).success;
}

/** All plugins' uses of segments. */
export function usesOfSegments(plugins: readonly RapportPlugin[]): Core['segmentUses'] {
  const users = plugins.flatMap(({ segmentUses }) => segmentUses ?? []);
  return async (sql, keys) => {
    const uses: SegmentUse[] = [];
    // One after the other: a session runs one statement at a time.
    for (const usesOf of users) uses.push(...(await usesOf(sql, keys)));
    return uses;
  };
}
