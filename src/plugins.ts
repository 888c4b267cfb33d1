import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { RapportError, type RapportPlugin, type Scope } from '@rapport/sdk';
import { z } from 'zod';
import type { MigrationSource } from './postgres/migrate';
import { errorLine } from './postgres/error-code';

const rootPackage = z.object({ dependencies: z.record(z.string(), z.string()).default({}) });
const dependencyPackage = z.object({ rapport: z.object({ kind: z.string() }).optional() });

/**
 * The plugins among the dependencies of the root package.json, in its order: those whose own package.json carries
 * `"rapport": { "kind": "plugin" }`. Each is the default export of its `./rapport` entry.
 * @throws RapportError plugin_invalid, naming the package
 */
export async function loadPlugins(appDir: string): Promise<RapportPlugin[]> {
  const root = rootPackage.parse(JSON.parse(await readFile(path.join(appDir, 'package.json'), 'utf8')));
  const resolve = createRequire(path.join(appDir, 'package.json')).resolve;
  const plugins: RapportPlugin[] = [];
  for (const name of Object.keys(root.dependencies)) {
    if ((await kindOf(name, resolve)) !== 'plugin') continue;
    const plugin = await importPlugin(name, resolve);
    if (plugins.some((other) => other.name === plugin.name)) {
      throw new RapportError('plugin_invalid', `${name}: another plugin has the name ${plugin.name} already.`);
    }
    plugins.push(plugin);
  }
  return plugins;
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

async function kindOf(name: string, resolve: (id: string) => string): Promise<string | undefined> {
  let file: string;
  try {
    file = resolve(`${name}/package.json`);
  } catch {
    // Ordinary libraries may hide their package.json; a plugin exports it.
    return undefined;
  }
  const parsed = dependencyPackage.safeParse(JSON.parse(await readFile(file, 'utf8')));
  return parsed.success ? parsed.data.rapport?.kind : undefined;
}

async function importPlugin(name: string, resolve: (id: string) => string): Promise<RapportPlugin> {
  let loaded: unknown;
  try {
    loaded = await import(resolve(`${name}/rapport`));
  } catch (error) {
    throw new RapportError('plugin_invalid', `${name}: ${errorLine(error)}`, {
      cause: error,
    });
  }
  // A CommonJS module's default export arrives inside another `default`.
  const candidates = [loaded, defaultOf(loaded), defaultOf(defaultOf(loaded))];
  const plugin = candidates.find(isPlugin);
  if (plugin === undefined)
    throw new RapportError(
      'plugin_invalid',
      `The default export of ${name}/rapport is not a plugin: use definePlugin.`,
    );
  return plugin;
}

function defaultOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'default' in value ? value.default : undefined;
}

const anyFunction = z.custom<unknown>((value) => typeof value === 'function');
const pluginShape = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  migrations: z.string().optional(),
  tables: z.object({ ofPerson: z.array(z.string()), withoutPerson: z.record(z.string(), z.string()) }).optional(),
  scopes: z
    .array(z.object({ name: z.string(), label: z.object({ en: z.string(), 'zh-Hans': z.string() }) }))
    .optional(),
  graphql: z.object({ typeDefs: z.string(), resolvers: anyFunction }).optional(),
  http: anyFunction.optional(),
  export: z.array(z.object({ name: z.string(), rows: anyFunction })).optional(),
  erase: anyFunction.optional(),
  helpdesks: z.array(z.object({ name: z.string(), receive: anyFunction, read: anyFunction })).optional(),
  messages: z.array(z.object({ name: z.string(), read: anyFunction })).optional(),
  segments: anyFunction.optional(),
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
