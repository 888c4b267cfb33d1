import type { Json, JsonObject, Person } from '@rapport/sdk';
import { eventTypes } from '@rapport/sdk';
import type pg from 'pg';
import { foldTraits, type FoldedLeaf, type FoldRules, type OriginGroup } from '../domain/trait';

/** Rows of one FETCH: the memory that an export takes, however long a history is. */
const pageRows = 1_000;

/** Everything that follows sees the database of this moment. Ends the transaction when the reader is done, or has enough. */
export async function* inSnapshot<T>(
  pool: pg.Pool,
  read: (client: pg.ClientBase) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    yield* read(client);
    await client.query('commit');
    broken = false;
  } finally {
    if (broken) await client.query('rollback').catch(() => undefined);
    client.release(broken);
  }
}

/** Names as the export shows them; times in ISO 8601 with their zone. */
const sections = {
  profiles: `select p.public_id as "profileId", to_json(p.created_at) as "createdAt", to_json(a.first_seen) as "firstSeen",
      to_json(a.last_seen) as "lastSeen", p.traits from profile p left join profile_activity a on a.profile_id = p.id
    where p.id = any($1::bigint[]) order by p.id`,
  identifiers: `select k.name as kind, i.value, i.verified, i.retired, s.ref as source, to_json(i.first_seen) as "firstSeen",
      to_json(i.last_seen) as "lastSeen" from identifier i join identifier_kind k on k.id = i.kind_id
      join source_ref s on s.id = i.source_id where i.profile_id = any($1::bigint[]) order by k.name, i.value`,
  accounts: `select a.external_id as "accountId", a.connection, a.traits, to_json(m.first_seen) as since from account_member m
      join account a on a.id = m.account_id where m.profile_id = any($1::bigint[]) order by a.id`,
  conversations: `select to_json(opened_at) as "openedAt", connection, external_id as "conversationId", channel, status, team, agent,
      handoffs, to_json(first_reply_at) as "firstReplyAt", to_json(resolved_at) as "resolvedAt", rating, topic, outcome
    from conversation where profile_id = any($1::bigint[]) order by opened_at, id`,
  conversationNotes: `select to_json(f.at) as at, c.connection, c.external_id as "conversationId", f.fact ->> 'text' as text
    from conversation c join conversation_fact f using (connection, external_id)
    where c.profile_id = any($1::bigint[]) and f.fact @> '{"kind": "message", "isPrivate": true}' order by f.at, f.key`,
  merges: `select to_json(at) as at, actor, evidence, to_json(undone_at) as "undoneAt", undone_by as "undoneBy"
    from merge where winner_leaf_id = any($1::bigint[]) or loser_leaf_id = any($1) order by id`,
  reviews: `select to_json(first_at) as at, type, reason, status, value, evidence, decided_by as "decidedBy",
      to_json(decided_at) as "decidedAt" from review where profile_id = any($1::bigint[]) or other_id = any($1) order by id`,
  audit: `select to_json(at) as at, actor, action, details from audit where profile_id = any($1::uuid[]) order by id`,
} as const;
export type StoredSection = keyof typeof sections;

export function sectionRows(client: pg.ClientBase, section: StoredSection, person: Person): AsyncGenerator<JsonObject> {
  return fetchRows(client, section, sections[section], [section === 'audit' ? person.profileIds : person.leafIds]);
}

/** The events, newest last. */
export async function* eventRows(client: pg.ClientBase, person: Person): AsyncGenerator<JsonObject> {
  const text = `select to_json(e.occurred_at) as at, e.type, n.name, e.properties, e.context, e.identifiers, e.message_id as "messageId",
      s.ref as source, to_json(e.received_at) as "receivedAt" from event e join event_name n on n.id = e.name_id
      join source_ref s on s.id = e.source_id where e.profile_id = any($1::bigint[]) order by e.occurred_at, e.id`;
  for await (const { type, ...row } of fetchRows<JsonObject>(client, 'events', text, [person.leafIds])) {
    yield { ...row, type: eventTypes[Number(type)] ?? 'track' };
  }
}

/** The traits as the profile shows them, each with who said so and when. */
export async function* traitRows(client: pg.ClientBase, person: Person, rules: FoldRules): AsyncGenerator<JsonObject> {
  const { rows } = await client.query<{ values: JsonObject; origins: OriginGroup[]; joinedAt: number | null }>(
    `select p.traits as values, p.trait_origins as origins, m.joined_at as "joinedAt" from profile p
     left join merged_profile m on m.leaf_id = p.id where p.id = any($1::bigint[]) order by p.id <> $2, p.id`,
    [person.leafIds, person.rootId],
  );
  const leaves: FoldedLeaf[] = rows;
  const { values, origins } = foldTraits(leaves, rules);
  const sources = await client.query<{ id: number; ref: string }>('select id, ref from source_ref');
  const nameOf = new Map(sources.rows.map(({ id, ref }) => [id, ref]));
  for (const key of Object.keys(values).sort()) {
    const origin = origins.find(([, , , , keys]) => keys.includes(key));
    const value: Json = values[key] ?? null;
    if (origin === undefined) yield { key, value, at: null, source: null };
    else yield { key, value, at: new Date(origin[0]).toISOString(), source: nameOf.get(origin[2]) ?? null };
  }
}

async function* fetchRows<R extends object>(
  client: pg.ClientBase,
  name: string,
  text: string,
  values: readonly unknown[],
): AsyncGenerator<R> {
  await client.query(`declare person_${name} no scroll cursor for ${text}`, [...values]);
  for (;;) {
    const { rows } = await client.query<R>(`fetch ${pageRows} from person_${name}`);
    yield* rows;
    if (rows.length < pageRows) break;
  }
  await client.query(`close person_${name}`);
}
