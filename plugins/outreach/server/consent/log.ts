import { randomUUID } from 'node:crypto';
import { type Core, type Identifier, type JsonObject, type ProfileRecord, RapportError, type Root } from '@rapport/sdk';
import { addressHash } from '../../domain/consent/address';
import type { ConsentEntry } from '../../domain/consent/consent';
import { addressSalt } from '../stores/addresses';
import { consentsOf, type ConsentRow, insertConsents } from '../stores/consent';
import { insertSuppressions, liftSuppressions, type SuppressionRow, suppressionsOf } from '../stores/suppressions';
import { topicsByKeys } from '../stores/topics';
import { askToConfirm } from './confirmations';
import { addressKindsOf, mediaOf } from './media';

/** An address of a person, and what stands for it in the log. */
export type KnownAddress = Identifier & { readonly medium: string; readonly hash: string };
/** What was said of everything by which a person is reached. */
export type PersonLog = {
  readonly addresses: readonly KnownAddress[];
  readonly consents: readonly ConsentRow[];
  readonly suppressions: readonly SuppressionRow[];
};
export type Statement = {
  readonly medium: string;
  /** As a person writes it; null: each that he has for the medium. */
  readonly address: string | null;
  /** Null: all topics of the medium. */
  readonly topic: string | null;
  readonly decision: ConsentEntry['decision'];
  readonly proof: ConsentEntry['proof'];
  /** Epoch milliseconds. */
  readonly at: number;
  readonly evidence: JsonObject;
  /** Told twice it counts once; null: each time is a time of its own. */
  readonly key: string | null;
};

type House = Pick<Core, 'wake' | 'channels' | 'database' | 'digest' | 'identity' | 'now' | 'read'>;

/** Writes and reads what people said of their addresses. What counts of it is decided in domain/consent. */
export class ConsentLog {
  constructor(private readonly core: House) {}

  hash(medium: string, value: string): string {
    return addressHash(addressSalt(this.core), medium, value);
  }

  /** By root: three statements, however many people. */
  async of(roots: readonly Root[]): Promise<ReadonlyMap<number, PersonLog>> {
    const { channels, database, read } = this.core;
    const identifiers = await read.profiles.identifiers(roots);
    const media = mediaOf(channels).map((medium) => ({ medium, kinds: addressKindsOf(channels, medium) }));
    const addresses = new Map(
      roots.map(({ rootId }) => {
        const own = (identifiers.get(rootId) ?? []).filter((one) => !one.retired);
        return [rootId, media.flatMap(({ medium, kinds }) => this.addressesIn(medium, kinds, own))] as const;
      }),
    );
    const hashes = [...new Set([...addresses.values()].flat().map(({ hash }) => hash))];
    const [consents, suppressions] = await Promise.all([
      consentsOf(database, hashes),
      suppressionsOf(database, hashes),
    ]);
    const consentsBy = byAddress(consents);
    const suppressionsBy = byAddress(suppressions);
    return new Map(
      [...addresses].map(([rootId, own]) => [
        rootId,
        {
          addresses: own,
          consents: own.flatMap(({ hash }) => consentsBy.get(hash) ?? []),
          suppressions: own.flatMap(({ hash }) => suppressionsBy.get(hash) ?? []),
        },
      ]),
    );
  }

  /** @throws address_unknown, topic_not_found */
  async record(profile: ProfileRecord, { medium, address, topic, key, ...said }: Statement): Promise<void> {
    const { database, now } = this.core;
    if (topic !== null && (await topicsByKeys(database, [topic])).length === 0)
      throw new RapportError('topic_not_found');
    const about = await this.addressesFor(profile, medium, address);
    const prefix = key ?? randomUUID();
    const entries = about.map(({ hash }) => ({
      ...{ channel: medium, address: hash, topic, ...said },
      ...{ leafId: profile.rootId, key: `${prefix}:${hash}` },
    }));
    await database.transaction(async (sql) => {
      await insertConsents(sql, entries, now());
      await askToConfirm(this.core, sql, entries);
      await sql.touch('consent', profile.leafIds);
    });
    this.core.wake();
  }

  /** By hand: nothing is sent there any more, whatever else is true. @throws address_unknown */
  async suppress(profile: ProfileRecord, medium: string, address: string | null, evidence: JsonObject): Promise<void> {
    const about = await this.addressesFor(profile, medium, address);
    const at = this.core.now();
    await this.core.database.transaction(async (sql) => {
      await insertSuppressions(
        sql,
        about.map(({ hash }) => ({
          ...{ channel: medium, address: hash, reason: 'manual' as const, at, leafId: profile.rootId, evidence },
        })),
      );
      await sql.touch('consent', profile.leafIds);
    });
    this.core.wake();
  }

  /** @throws address_unknown, suppression_not_found */
  async lift(profile: ProfileRecord, medium: string, address: string | null, actor: string): Promise<void> {
    const about = await this.addressesFor(profile, medium, address);
    const by = { actor, at: this.core.now() };
    const lifted = await this.core.database.transaction(async (sql) => {
      let count = 0;
      for (const { hash } of about) count += await liftSuppressions(sql, { address: hash, channel: medium }, by);
      await sql.touch('consent', profile.leafIds);
      return count;
    });
    this.core.wake();
    if (lifted === 0) throw new RapportError('suppression_not_found');
  }

  /** Of somebody who is being erased: marketing stays away from each of his addresses until he himself asks for it. */
  async keepAway(identifiers: readonly Identifier[]): Promise<number> {
    const { channels, database, now } = this.core;
    const addresses = mediaOf(channels).flatMap((medium) =>
      this.addressesIn(medium, addressKindsOf(channels, medium), identifiers),
    );
    const at = now();
    return insertSuppressions(
      database,
      addresses.map(({ medium, hash }) => ({
        ...{ channel: medium, address: hash, reason: 'erased' as const, at, leafId: null, evidence: {} },
      })),
    );
  }

  private async addressesFor(profile: Root, medium: string, address: string | null): Promise<readonly KnownAddress[]> {
    const { channels, identity, read } = this.core;
    const kinds = addressKindsOf(channels, medium);
    const found = (await read.profiles.identifiers([profile])).get(profile.rootId) ?? [];
    const own = this.addressesIn(medium, kinds, found);
    const wanted = kinds.map((kind) => (address === null ? null : identity.normalise({ kind, value: address })?.value));
    const about = address === null ? own : own.filter(({ value }) => wanted.includes(value));
    if (about.length === 0) throw new RapportError('address_unknown');
    return about;
  }

  private addressesIn(medium: string, kinds: readonly string[], identifiers: readonly Identifier[]): KnownAddress[] {
    return identifiers
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ kind, value }) => ({ kind, value, medium, hash: this.hash(medium, value) }));
  }
}

function byAddress<T extends { readonly address: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(row.address, [...(found.get(row.address) ?? []), row]);
  return found;
}
