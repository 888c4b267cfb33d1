import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from './core';
import type { Scope } from './auth';
import type { ErasePerson, PersonSection } from './privacy';

/** A part of the GraphQL schema. The customer-360 plugin joins the parts of all plugins into one. */
export type GraphqlPart = {
  /** SDL: types of its own and `extend type Query { ... }`. */
  readonly typeDefs: string;
  /** Resolver maps as graphql-tools takes them; built once, with the Core at hand. */
  readonly resolvers: (core: Core) => Record<string, unknown>;
};

/** Answers requests below `path`, ahead of Strapi's own stack (no body parsing, no session, no CORS of Strapi's). */
export type HttpMount = {
  /** Starts with a slash, e.g. `/graphql`. Matches itself and everything below. */
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

/** Work of one lane in one transaction: the leaves that were touched since. Runs at least once, holding the lane. */
export type LaneHandler = {
  readonly name: string;
  readonly handle: (core: Core, touched: { readonly rootIds: readonly number[] }) => Promise<void>;
};

export type RapportPlugin = {
  /** The package's short name, e.g. `customer-360`. */
  readonly name: string;
  /** Absolute folder of numbered .sql files; run by the one migrator after the core's, before Strapi loads. */
  readonly migrations?: string;
  readonly scopes?: readonly Scope[];
  readonly graphql?: GraphqlPart;
  /** Called once at start, with the parts of all plugins. */
  readonly http?: (core: Core, plugins: readonly RapportPlugin[]) => Promise<readonly HttpMount[]>;
  /** What it adds to the export of one person. */
  readonly export?: readonly PersonSection[];
  readonly erase?: ErasePerson;
  /** Follow touched profiles, after the commit. */
  readonly lanes?: readonly LaneHandler[];
};

/**
 * A plugin is one object, the default export of its `./rapport` entry; its package.json carries `"rapport": { "kind": "plugin" }`.
 * @example
 * export default definePlugin({
 *   name: 'loyalty',
 *   migrations: path.join(__dirname, '../../migrations'),
 *   graphql: { typeDefs: 'extend type Profile { points: Int! }', resolvers: (core) => ({ Profile: { points: ... } }) },
 * });
 */
export function definePlugin(plugin: RapportPlugin): RapportPlugin {
  return plugin;
}
