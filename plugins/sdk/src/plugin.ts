import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Channel } from './channel';
import type { Core } from './core';
import type { Scope } from './auth';
import type { HelpdeskTold } from './conversations';
import type { Helpdesk } from './helpdesk';
import type { MessageReader } from './messages';
import type { ErasePerson, PersonSection } from './privacy';
import type { SealedColumn } from './secrets';
import type { Session } from './database';
import type { Segments, SegmentUse } from './membership';
import type { ConditionKind } from './segments';
import type { Touch } from './touches';
import type { WriteBackSource } from './write-back';

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

/** What was touched in some lanes since, in each oldest first; what several commits did to a profile in the same way is one touch, of the first of them. */
export type LaneWork = { readonly lanes: readonly number[]; readonly touches: readonly Touch[] };

/**
 * Follows profiles after the commit. A lane holds the profiles whose id modulo laneCount it is; whoever works on it is alone
 * with them, among all processes. `handle` runs at least once for everything that is touched: after a crash, or where it
 * throws, it is called again with the same, for one lane at a time.
 */
export type LaneHandler = {
  readonly name: string;
  readonly handle: (core: Core, work: LaneWork) => Promise<void>;
  /** What becomes due by time alone, alone with the lanes as well. Asked about every second, and after `core.wake`. */
  readonly timer?: {
    /** The lanes in which something is due. Cheap: sixteen look-ups in an index. */
    readonly dueLanes: (core: Core) => Promise<readonly number[]>;
    /** Does a part of what is due in the lanes, for a second at the most. What it throws lets them rest as `handle` does. */
    readonly fire: (core: Core, lanes: readonly number[]) => Promise<void>;
  };
};

/** Profiles share that many lanes. */
export const laneCount = 16;

/** What a worker process does beside lanes: again and again, one round after the other, until it is stopped. */
export type PluginLoop = {
  readonly name: string;
  /**
   * Every second, after `core.wake`, and when another round is due because this one says so. A failure is logged and tried again.
   * @param woken resolves at the next `core.wake`, of whatever process: for rounds that go on while something is under way
   */
  readonly round: (core: Core, signal: AbortSignal, woken: () => Promise<void>) => Promise<'more' | 'done'>;
  /** Wake-ups within so long after a round are answered by one: 100 where somebody does not wait for what it does. */
  readonly gatherMilliseconds?: number;
};

/** A command of `rapport`, e.g. `rapport segment validate FILE`. */
export type PluginCommand = {
  /** Two words: `segment validate`. */
  readonly name: string;
  /** As commander writes them: `<file>`, `[key]`. */
  readonly arguments: readonly string[];
  readonly description: string;
  /** @returns whether all is well; else the command ends with 1 */
  readonly run: (core: Core, given: readonly string[], print: (text: string) => void) => Promise<boolean>;
};

/** Tables of a plugin: what of a person is in them is a decision that is written down. */
export type PluginTables = {
  /** Emptied of the person by `erase`. */
  readonly ofPerson: readonly string[];
  /** Table -> why nothing of a person is in it. */
  readonly withoutPerson: Readonly<Record<string, string>>;
};

export type RapportPlugin = {
  /** The package's short name, e.g. `customer-360`. */
  readonly name: string;
  /** Absolute folder of numbered .sql files; run by the one migrator after the core's, before Strapi loads. */
  readonly migrations?: string;
  /** Every table of its migrations. They are in each backup. */
  readonly tables?: PluginTables;
  /** Of its tables. */
  readonly sealed?: readonly SealedColumn[];
  readonly scopes?: readonly Scope[];
  readonly graphql?: GraphqlPart;
  /** Called once at start, with the parts of all plugins. */
  readonly http?: (core: Core, plugins: readonly RapportPlugin[]) => Promise<readonly HttpMount[]>;
  readonly commands?: readonly PluginCommand[];
  /** What it adds to the export of one person. */
  readonly export?: readonly PersonSection[];
  readonly erase?: ErasePerson;
  /** Kinds of conditions that it adds to the language of segments. */
  readonly conditions?: (house: Pick<Core, 'digest' | 'channels'>) => readonly ConditionKind[];
  /** Ways by which messages can leave. */
  readonly channels?: readonly Channel[];
  /** Kinds of helpdesks that can be connected. */
  readonly helpdesks?: readonly Helpdesk[];
  /** What helpdesks are told by it. */
  readonly writeBack?: WriteBackSource;
  /** Hears what helpdesks tell. Where it throws, or after a crash, the same is told again. */
  readonly heedHelpdesks?: (core: Core, told: HelpdeskTold) => Promise<void>;
  /** What they add to the messages of customers. */
  readonly messages?: readonly MessageReader[];
  /** Segments and computed traits, for the other plugins: of one plugin at most. */
  readonly segments?: (core: Core) => Segments;
  /** What of it names one of these segments, by key. */
  readonly segmentUses?: (sql: Session, keys: readonly string[]) => Promise<readonly SegmentUse[]>;
  /** Follow touched profiles, after the commit. */
  readonly lanes?: readonly LaneHandler[];
  /** Work in the background of a worker process. Every worker runs it: rounds share what there is by rows or locks. */
  readonly loops?: readonly PluginLoop[];
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
