import {
  type Channel,
  type ChannelContext,
  type ChannelSession,
  type Core,
  type JsonObject,
  kept,
  openSettings,
} from '@rapport/sdk';
import { Flights } from './flights';
import { Share } from './share';
import { type ConnectionRow, listConnections } from '../stores/connections';

/** So late does a process see what another one changed of a connection. */
const connectionsKeptMilliseconds = 1_000;

/**
 * All connections, for whatever of this process asks each second and with each message. Who changes one forgets them.
 */
export function keptConnections({ database }: Pick<Core, 'database'>) {
  const keeping = { milliseconds: connectionsKeptMilliseconds, now: () => performance.now() };
  return kept(() => listConnections(database), keeping);
}
export type KeptConnections = ReturnType<typeof keptConnections>;

/** A connection that messages can leave by. */
export type OpenConnection = {
  readonly row: ConnectionRow;
  readonly channel: Channel;
  readonly settings: unknown;
  readonly session: ChannelSession;
  readonly flights: Flights;
  /** Of broadcasts. */
  readonly share: Share;
};

/** Sessions of this process, each as long as its connection stays as it is, and until nobody uses it. */
export class Sessions {
  private readonly opened = new Map<number, OpenConnection>();
  private readonly users = new Map<ChannelSession, number>();
  private readonly retired = new WeakSet<ChannelSession>();

  constructor(
    private readonly core: Core,
    private readonly connections: KeptConnections,
  ) {}

  /** Those that are switched on and whose package is there. */
  async current(): Promise<readonly OpenConnection[]> {
    const rows = (await this.connections()).filter((one) => one.enabled);
    for (const [id, open] of this.opened) {
      const row = rows.find((one) => one.id === id);
      if (row?.updatedAt === open.row.updatedAt) continue;
      this.opened.delete(id);
      await this.retire(open.session);
    }
    return rows.flatMap((row) => this.open(row) ?? []);
  }

  /** It stays open meanwhile. @returns null: it is closed, since its connection has changed */
  async use<T>({ session }: OpenConnection, work: () => Promise<T>): Promise<T | null> {
    if (this.retired.has(session)) return null;
    this.users.set(session, (this.users.get(session) ?? 0) + 1);
    try {
      return await work();
    } finally {
      const left = (this.users.get(session) ?? 1) - 1;
      if (left > 0) this.users.set(session, left);
      else this.users.delete(session);
      if (left === 0 && this.retired.has(session)) await session.close();
    }
  }

  async close(): Promise<void> {
    const all = [...this.opened.values()];
    this.opened.clear();
    await Promise.all(all.map(({ session }) => this.retire(session)));
  }

  private async retire(session: ChannelSession): Promise<void> {
    this.retired.add(session);
    if (!this.users.has(session)) await session.close();
  }

  private open(row: ConnectionRow): OpenConnection | null {
    const known = this.opened.get(row.id);
    if (known !== undefined) {
      const current = { ...known, row };
      this.opened.set(row.id, current);
      return current;
    }
    const channel = this.core.channels.find((one) => one.name === row.channel);
    if (channel === undefined) return null;
    const settings = settingsOf(this.core, channel, row);
    if (settings === null) return null;
    const session = channel.open(settings, contextOf(this.core, row.key));
    const opened = {
      row,
      channel,
      settings,
      session,
      flights: new Flights(),
      share: new Share(this.core.followMilliseconds),
    };
    this.opened.set(row.id, opened);
    return opened;
  }
}

export function contextOf({ now, helpdesks }: Pick<Core, 'now' | 'helpdesks'>, connection: string): ChannelContext {
  return { connection, now, helpdesks };
}

/** Null: they do not fit the channel (any more). */
export function settingsOf(
  core: Pick<Core, 'secrets'>,
  channel: Channel,
  { key, settings }: { readonly key: string; readonly settings: JsonObject },
): unknown {
  const parsed = channel.settings.safeParse(openSettings(core.secrets, channel.settings, secretsOf(key), settings));
  return parsed.success ? parsed.data : null;
}

/** What the secrets of a connection are for. */
export const secretsOf = (key: string): string => `channel.${key}`;
