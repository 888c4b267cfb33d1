import type { Session } from '@rapport/sdk';
import type { Topic } from '../../domain/consent/consent';

/** language -> text */
export type Texts = Readonly<Record<string, string>>;
export type TopicRow = Topic & {
  readonly name: Texts;
  readonly description: Texts;
  readonly tracking: 'off' | 'on';
  readonly position: number;
  readonly archivedAt: number | null;
  readonly updatedAt: number;
  readonly updatedBy: string;
};
type By = { readonly actor: string; readonly at: number };

const columns = `key, name, description, kind, basis, tracking, position, archived_at as "archivedAt",
  updated_at as "updatedAt", updated_by as "updatedBy"`;

/** As the preference centre shows them; archived ones, too. */
export async function readTopics(sql: Session): Promise<TopicRow[]> {
  return sql.rows<TopicRow>({ text: `select ${columns} from topic order by position, key` });
}

export async function topicsByKeys(sql: Session, keys: readonly string[]): Promise<TopicRow[]> {
  return sql.rows<TopicRow>({
    name: 'outreach-topics',
    text: `select ${columns} from topic where key = any($1::text[])`,
    values: [keys],
  });
}

const waitingCountedMax = 10_000;

/** Messages of each topic that wait to go, so many at the most; in the order of the keys. */
export async function countWaiting(sql: Session, keys: readonly string[]): Promise<number[]> {
  const rows = await sql.rows<{ count: number }>({
    name: 'outreach-topics-waiting',
    text: `select (select count(*) from (
          select from message m where m.topic = k.key and m.state in ('planned', 'deferred') limit $2) waiting) as count
      from unnest($1::text[]) with ordinality as k (key, place) order by k.place`,
    values: [keys, waitingCountedMax],
  });
  return rows.map(({ count }) => count);
}

/** @returns false where the key is taken */
export async function insertTopic(
  sql: Session,
  topic: Omit<TopicRow, 'archivedAt' | 'updatedAt' | 'updatedBy'>,
  { actor, at }: By,
): Promise<boolean> {
  const { key, name, description, kind, basis, tracking, position } = topic;
  const inserted = await sql.run({
    text: `insert into topic (key, name, description, kind, basis, tracking, position, updated_at, updated_by)
      values ($1, $2::jsonb, $3::jsonb, $4, $5, $6, $7, to_timestamp($8::float8 / 1000), $9) on conflict (key) do nothing`,
    values: [key, JSON.stringify(name), JSON.stringify(description), kind, basis, tracking, position, at, actor],
  });
  return inserted > 0;
}

export type TopicChange = Partial<Pick<TopicRow, 'name' | 'description' | 'basis' | 'tracking' | 'position'>> & {
  readonly isArchived?: boolean;
};

/** @returns false where there is none */
export async function changeTopic(
  sql: Session,
  key: string,
  { name, description, basis, tracking, position, isArchived }: TopicChange,
  { actor, at }: By,
): Promise<boolean> {
  const json = (texts: Texts | undefined): string | null => (texts === undefined ? null : JSON.stringify(texts));
  const changed = await sql.run({
    text: `update topic set name = coalesce($2::jsonb, name), description = coalesce($3::jsonb, description),
        basis = coalesce($4, basis), tracking = coalesce($5, tracking), position = coalesce($6, position),
        archived_at = case when $7::boolean is null then archived_at
          when $7 then coalesce(archived_at, to_timestamp($8::float8 / 1000)) end,
        updated_at = to_timestamp($8::float8 / 1000), updated_by = $9 where key = $1`,
    values: [
      ...[key, json(name), json(description), basis ?? null, tracking ?? null, position ?? null],
      ...[isArchived ?? null, at, actor],
    ],
  });
  return changed > 0;
}

/** These first, in this order, then the others in theirs; who changed place was changed by that. */
export async function orderTopics(sql: Session, keys: readonly string[], { actor, at }: By): Promise<void> {
  await sql.run({
    text: `update topic set position = placed.place, updated_at = to_timestamp($2::float8 / 1000), updated_by = $3
      from (
        select t.key, row_number() over (order by wanted.place, t.position, t.key) as place
        from topic t left join unnest($1::text[]) with ordinality as wanted (key, place) on wanted.key = t.key
      ) placed
      where topic.key = placed.key and topic.position <> placed.place`,
    values: [keys, at, actor],
  });
}
