import { limits, type Session, type Statement } from '@rapport/sdk';

const sampleMax = limits.segmentSampleMax;

export type Counted = {
  readonly count: number;
  /** Roots of some of them. */
  readonly sample: readonly number[];
};

/** @param compiled of `compile`, over any scope, of one definition */
export async function readMembers(sql: Session, compiled: Statement): Promise<Counted> {
  const [row] = await sql.rows<Counted>({
    text: `with m as materialized (select root from (${compiled.text}) compiled where verdicts[1] > 0)
      select (select count(*) from m) as count, array(select root from m limit ${sampleMax}) as sample`,
    values: compiled.values ?? [],
  });
  return row ?? { count: 0, sample: [] };
}

/** @param compiled as of readMembers */
export async function countMembers(sql: Session, compiled: Statement): Promise<number> {
  const [row] = await sql.rows<{ n: number }>({
    text: `select count(*) as n from (${compiled.text}) compiled where verdicts[1] > 0`,
    values: compiled.values ?? [],
  });
  return row?.n ?? 0;
}

/** @param asOf epoch ms: those who were there then; null: today */
export async function countEveryone(sql: Session, asOf: number | null = null): Promise<number> {
  const [row] = await sql.rows<{ n: number }>({
    text: `select count(*) as n from profile where root_id = id
      and ($1::float8 is null or created_at <= to_timestamp($1::float8 / 1000))`,
    values: [asOf],
  });
  return row?.n ?? 0;
}

/** Whether there are more profiles than so many, merged ones too. */
export async function areMoreThan(sql: Session, count: number): Promise<boolean> {
  const rows = await sql.rows<{ id: number }>({
    text: 'select id from profile order by id offset $1 limit 1',
    values: [count],
  });
  return rows.length > 0;
}

/** All of them, where there are no more than `limits.segmentPreviewExactMax`. */
export async function fewRoots(sql: Session): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({ text: 'select id from profile where root_id = id' });
  return rows.map((row) => row.id);
}

/**
 * Roots drawn evenly over the ids: at one place of each of `count` stretches of the same length, the same place in all. Ids that are
 * no roots are passed over, so there are fewer.
 * @param place 0 to 1
 */
export async function drawRoots(sql: Session, count: number, place: number): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({
    text: `select p.id from (
        select low, size, least($1::bigint, size) as draws
        from (select min(id) as low, max(id) - min(id) + 1 as size from profile) ids) r
      cross join lateral generate_series(0, r.draws - 1) as stretch
      join profile p on p.id = r.low + floor((stretch + $2::float8) * r.size / r.draws)::bigint and p.root_id = p.id`,
    values: [count, place],
  });
  return rows.map((row) => row.id);
}

/** Among so many members those of a segment are sorted by chance in 10 ms; of more they are looked for at places of its range. */
const sortedMembersMax = 50_000;
/** What it costs to look at a place where nobody is, in members that are sorted. */
const placesPerMember = 20;

/**
 * Members of a segment drawn at random, about so many: by a fixed rule, so that the next draw is much the same. Somewhere in each stretch
 * of the range one is looked for, since members may lie at places of a pattern. Of a million members 1,000 take 6 ms by places, where 200 ms went by to sort all.
 * @param size how many there are: more than `count`
 */
export async function drawMembers(
  sql: Session,
  segmentId: number,
  { size, count }: { readonly size: number; readonly count: number },
): Promise<number[]> {
  const [range] = await sql.rows<{ low: number; high: number }>({
    text: `select coalesce(min(profile_id), 0) as low, coalesce(max(profile_id), 0) as high
      from membership where segment_id = $1 and member`,
    values: [segmentId],
  });
  const { low, high } = range ?? { low: 0, high: 0 };
  const span = high - low + 1;
  const isSorted = size <= sortedMembersMax || span > size * placesPerMember;
  const rows = await sql.rows<{ id: number }>(
    isSorted
      ? {
          text: `select profile_id as id from membership where segment_id = $1 and member
            order by hashint8extended(profile_id, 0), profile_id limit $2`,
          values: [segmentId, count],
        }
      : {
          text: `select m.profile_id as id from generate_series(0, $3::bigint - 1) as stretch
            join membership m on m.segment_id = $1 and m.member
              and m.profile_id = $2::bigint + floor((stretch + (hashint8extended(stretch, 0) & 1023) / 1024.0::float8) * $4::float8)::bigint`,
          values: [segmentId, low, Math.ceil((count * span) / size), size / count],
        },
  );
  return rows.map((row) => row.id);
}

export type Change = {
  readonly stay: number;
  readonly enter: number;
  readonly leave: number;
  readonly entering: readonly number[];
  readonly leaving: readonly number[];
};

/** Who would come and go. @param compiled of `compile`, over everyone, of one definition */
export async function readChange(sql: Session, compiled: Statement, segmentId: number): Promise<Change> {
  const given = compiled.values ?? [];
  const segment = `$${given.length + 1}::int`;
  const [row] = await sql.rows<Change>({
    text: `with n as materialized (select root from (${compiled.text}) compiled where verdicts[1] > 0),
      o as materialized (select profile_id as root from membership where segment_id = ${segment} and member),
      d as materialized (select coalesce(n.root, o.root) as root, n.root is not null as comes, o.root is not null as was
        from n full join o on o.root = n.root)
      select count(*) filter (where comes and was) as stay, count(*) filter (where comes and not was) as enter,
        count(*) filter (where was and not comes) as leave,
        array(select root from d where comes and not was limit ${sampleMax}) as entering,
        array(select root from d where was and not comes limit ${sampleMax}) as leaving
      from d`,
    values: [...given, segmentId],
  });
  return row ?? { stay: 0, enter: 0, leave: 0, entering: [], leaving: [] };
}
