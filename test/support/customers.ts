import { randomUUID } from 'node:crypto';
import { eventTypes } from '@rapport/sdk';
import type { ChangeKind, EventType, JsonObject, TraitOriginGroup } from '@rapport/sdk';
import { changeKinds } from '@rapport/sdk';
import type pg from 'pg';
import { searchTokens } from '../../src/domain/search';
import type { FoldTraits } from '../../src/store/read-models';

/** Customers put straight into the tables, for the tests of readers. Times are epoch milliseconds. */
export type CustomerSeed = {
  readonly id: number;
  readonly rootId?: number;
  readonly publicId?: string;
  readonly createdAt?: number;
  readonly traits?: JsonObject;
  /** Time of all traits. */
  readonly traitsAt?: number;
  readonly identifiers?: readonly (readonly [kind: string, value: string])[];
};
export type EventSeed = {
  readonly id: number;
  readonly profileId: number;
  readonly name: string;
  readonly type?: EventType;
  readonly at: number;
  readonly value?: number;
  readonly properties?: JsonObject;
  readonly context?: JsonObject;
  readonly identifiers?: readonly (readonly [string, string, string])[];
};

const searched = ['name', 'firstName', 'lastName', 'company'];

export class Customers {
  constructor(private readonly pool: pg.Pool) {}

  /** @returns public ids by id */
  async add(...seeds: readonly CustomerSeed[]): Promise<Map<number, string>> {
    const ids = new Map<number, string>();
    for (const seed of seeds) {
      const publicId = seed.publicId ?? randomUUID();
      ids.set(seed.id, publicId);
      const at = iso(seed.createdAt ?? Date.UTC(2026, 0, 1) + seed.id);
      const traits = seed.traits ?? {};
      const origins: TraitOriginGroup[] = [
        [seed.traitsAt ?? 1_767_225_600_000, `m-${seed.id}`, 1, 0, Object.keys(traits)],
      ];
      await this.pool.query('insert into profile values ($1, $2, $3, 1, $4, $5, $6)', [
        seed.id,
        publicId,
        seed.rootId ?? seed.id,
        at,
        traits,
        JSON.stringify(origins),
      ]);
      await this.pool.query('insert into profile_activity values ($1, $2, $2)', [seed.id, at]);
      if (seed.rootId !== undefined)
        await this.pool.query('insert into merged_profile values ($1, $2, $3)', [seed.id, seed.rootId, at]);
      for (const [kind, value] of seed.identifiers ?? []) await this.identify(seed.id, kind, value, at);
      for (const key of searched) {
        for (const token of searchTokens(key, traits[key] ?? null)) {
          await this.pool.query('insert into profile_search values ($1, $2, $3)', [key, token, seed.id]);
        }
      }
    }
    return ids;
  }

  async events(...seeds: readonly EventSeed[]): Promise<void> {
    for (const seed of seeds) {
      const type = eventTypes.indexOf(seed.type ?? 'track');
      const { rows } = await this.pool.query<{ id: number }>(
        `insert into event_name (type, name, first_seen) values ($1, $2, $3)
         on conflict (type, name) do update set first_seen = least(event_name.first_seen, excluded.first_seen) returning id`,
        [type, seed.name, iso(seed.at)],
      );
      await this.pool.query(
        `insert into event (id, profile_id, occurred_at, received_at, message_id, type, name_id, value, properties, context, identifiers, source_id)
         values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, 1)`,
        [
          seed.id,
          seed.profileId,
          iso(seed.at),
          `message-${seed.id}`,
          type,
          rows[0]?.id,
          seed.value ?? null,
          seed.properties ?? {},
          seed.context ?? {},
          JSON.stringify(seed.identifiers ?? []),
        ],
      );
      await this.pool.query(
        `insert into profile_activity values ($1, $2, $2) on conflict (profile_id) do update
         set first_seen = least(profile_activity.first_seen, $2), last_seen = greatest(profile_activity.last_seen, $2)`,
        [seed.profileId, iso(seed.at)],
      );
    }
  }

  async commit(
    position: number | null,
    entries: readonly (readonly [ChangeKind, profileId: number, mergeId?: number])[],
  ): Promise<void> {
    await this.pool.query(
      `insert into commit_log (position, at, change_kinds, change_profile_ids, change_merge_ids) values ($1, $2, $3, $4, $5)`,
      [
        position,
        iso(1_767_225_600_000 + (position ?? 0)),
        entries.map(([kind]) => changeKinds.indexOf(kind) + 1),
        entries.map(([, profileId]) => profileId),
        entries.map(([, , mergeId]) => mergeId ?? 0),
      ],
    );
  }

  /** @returns the merge's internal and public id */
  async merge(winnerId: number, loserId: number, evidence: JsonObject = {}): Promise<{ id: number; publicId: string }> {
    const publicId = randomUUID();
    const { rows } = await this.pool.query<{ id: number }>(
      `insert into merge (public_id, commit_id, winner_id, loser_id, winner_leaf_id, loser_leaf_id, evidence, actor, at)
       values ($1, 1, $2, $3, $2, $3, $4, 'source:web', '2026-02-01') returning id`,
      [publicId, winnerId, loserId, evidence],
    );
    return { id: rows[0]?.id ?? 0, publicId };
  }

  private async identify(profileId: number, kind: string, value: string, at: string): Promise<void> {
    await this.pool.query(`insert into source_ref (ref) select 'web' where not exists (select 1 from source_ref)`);
    await this.pool.query('insert into identifier_kind (name) values ($1) on conflict do nothing', [kind]);
    await this.pool.query(
      `insert into identifier select id, $2, $3, true, false, 1, $4, $4 from identifier_kind where name = $1`,
      [kind, value, profileId, at],
    );
  }
}

/** Last writer wins for each key, by time, then by message id. */
export const newestWins: FoldTraits = (leaves) => {
  const winners = new Map<string, { group: TraitOriginGroup; value: JsonObject[string] | undefined }>();
  for (const leaf of leaves) {
    for (const group of leaf.origins) {
      for (const key of group[4]) {
        const other = winners.get(key)?.group;
        if (other !== undefined && (other[0] > group[0] || (other[0] === group[0] && other[1] >= group[1]))) continue;
        winners.set(key, { group, value: leaf.traits[key] });
      }
    }
  }
  const traits: JsonObject = {};
  const origins: TraitOriginGroup[] = [];
  for (const [key, { group, value }] of winners) {
    if (value !== undefined) traits[key] = value;
    origins.push([group[0], group[1], group[2], group[3], [key]]);
  }
  return { traits, origins };
};

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
