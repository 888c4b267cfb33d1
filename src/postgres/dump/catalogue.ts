import { RapportError } from '@rapport/sdk';
import type pg from 'pg';
import type { Blueprint, BlueprintTable, SequencePlace } from './blueprint';

/**
 * Reads a schema from PostgreSQL's catalogs as a blueprint (pg_dump's work; the embedded binaries bring none). Called inside
 * a transaction, whose search_path it sets to the schema alone: then PostgreSQL prints every name of it unqualified.
 * @throws RapportError backup_unsupported, naming what a blueprint cannot describe
 */
export async function readBlueprint(client: pg.ClientBase, schema: string): Promise<Blueprint> {
  await enterSchema(client, schema);
  await refuseUnsupported(client, schema);
  const lines = async (text: string): Promise<string[]> => {
    const { rows } = await client.query<{ line: string }>(text, [schema]);
    return rows.map((row) => row.line);
  };
  return {
    extensions: await lines(extensionsText),
    before: [
      ...(await lines(sequencesText)),
      ...(await lines(functionsText)),
      ...(await lines(tablesText)),
      ...(await lines(partitionsText)),
    ],
    after: [...(await lines(constraintsText)), ...(await lines(indexesText)), ...(await lines(ownersText))],
    last: [...(await lines(foreignKeysText)), ...(await lines(viewsText)), ...(await lines(triggersText))],
    tables: await readTables(client, schema),
    sequences: await lines(sequenceNamesText),
  };
}

/** The schema alone, until the end of the transaction. */
export async function enterSchema(client: pg.ClientBase, schema: string): Promise<void> {
  await client.query(`select set_config('search_path', quote_ident($1), true)`, [schema]);
}

/** Tables, views and sequences of the schema; null where there is no such schema. */
export async function countRelations(client: pg.ClientBase, schema: string): Promise<number | null> {
  const { rows } = await client.query<{ count: number | null }>(
    `select (select count(*)::int from pg_class where relnamespace = n.oid) as count
     from (select to_regnamespace(quote_ident($1)) as oid) n where n.oid is not null`,
    [schema],
  );
  return rows[0]?.count ?? null;
}

/**
 * Sequences move outside of transactions: read after the snapshot was taken, they are at least as far as its rows.
 * The search_path is the schema's.
 */
export async function readSequences(client: pg.ClientBase, names: readonly string[]): Promise<SequencePlace[]> {
  const places: SequencePlace[] = [];
  for (const name of names) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${client.escapeIdentifier(name)}`,
    );
    const [row] = rows;
    if (row !== undefined) places.push({ name, lastValue: row.value, isCalled: row.called });
  }
  return places;
}

export async function setSequences(client: pg.ClientBase, places: readonly SequencePlace[]): Promise<void> {
  await client.query(
    `select setval(quote_ident(name)::regclass, value::bigint, called)
     from unnest($1::text[], $2::text[], $3::boolean[]) as place (name, value, called)`,
    [places.map((place) => place.name), places.map((place) => place.lastValue), places.map((place) => place.isCalled)],
  );
}

async function readTables(client: pg.ClientBase, schema: string): Promise<BlueprintTable[]> {
  const { rows } = await client.query<BlueprintTable>(
    `select c.relname as name, pg_table_size(c.oid)::float8 as bytes,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by a.attnum) as columns
     from pg_class c where c.relnamespace = to_regnamespace(quote_ident($1)) and c.relkind = 'r'
     order by c.relname collate "C"`,
    [schema],
  );
  return rows;
}

async function refuseUnsupported(client: pg.ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query<{ what: string }>(unsupportedText, [schema]);
  if (rows.length === 0) return;
  throw new RapportError('backup_unsupported', `Schema ${schema}: ${rows.map((row) => row.what).join(', ')}.`);
}

const here = `to_regnamespace(quote_ident($1))`;

const unsupportedText = `
  select case relkind when 'm' then 'materialized view ' when 'f' then 'foreign table ' else 'type ' end || relname as what
    from pg_class where relnamespace = ${here} and relkind in ('m', 'f', 'c')
  union all select 'type ' || typname from pg_type where typnamespace = ${here} and typtype in ('e', 'd', 'r')
  union all select 'policy ' || polname from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = ${here}
  union all select 'statistics ' || stxname from pg_statistic_ext where stxnamespace = ${here}
  union all select 'aggregate ' || proname from pg_proc where pronamespace = ${here} and prokind in ('a', 'w')
  union all select 'inheritance of ' || c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where c.relnamespace = ${here} and c.relkind = 'r' and not c.relispartition
  limit 5`;

const extensionsText = `select quote_ident(extname) as line from pg_extension
  where extname <> 'plpgsql' and $1::text is not null order by extname`;

/** Of identity columns the column makes them. */
const sequencesText = `
  select format('create sequence %I as %s start %s increment %s minvalue %s maxvalue %s cache %s%s', c.relname,
    format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
    case when s.seqcycle then ' cycle' else '' end) as line
  from pg_sequence s join pg_class c on c.oid = s.seqrelid
  where c.relnamespace = ${here}
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
  order by c.relname collate "C"`;

const sequenceNamesText = `select relname as line from pg_class where relnamespace = ${here} and relkind = 'S'
  order by relname collate "C"`;

const functionsText = `
  select replace(pg_get_functiondef(oid), format('%I.%I(', $1::text, proname), format('%I(', proname)) as line
  from pg_proc p where pronamespace = ${here} and prokind in ('f', 'p')
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by oid`;

const storage = `coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')`;
const persistence = `case c.relpersistence when 'u' then 'unlogged ' else '' end`;
const identity = `format(' generated %s as identity (sequence name %I start %s increment %s minvalue %s maxvalue %s cache %s)',
  case a.attidentity when 'a' then 'always' else 'by default' end, sc.relname, s.seqstart, s.seqincrement, s.seqmin,
  s.seqmax, s.seqcache)`;

const tablesText = `
  select format('create %stable %I (%s)%s%s', ${persistence}, c.relname, (
      select string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
          || case when a.attcollation <> t.typcollation then ' collate ' || quote_ident(l.collname) else '' end
          || case when a.attnotnull then ' not null' else '' end
          || case when a.attidentity <> '' then ${identity}
               when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
               else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end, ', ' order by a.attnum)
      from pg_attribute a
      join pg_type t on t.oid = a.atttypid
      left join pg_collation l on l.oid = a.attcollation
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      left join pg_depend own on a.attidentity <> '' and own.refobjid = a.attrelid and own.refobjsubid = a.attnum
        and own.deptype = 'i' and own.classid = 'pg_class'::regclass
      left join pg_class sc on sc.oid = own.objid
      left join pg_sequence s on s.seqrelid = sc.oid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    coalesce(' partition by ' || pg_get_partkeydef(c.oid), ''), ${storage}) as line
  from pg_class c where c.relnamespace = ${here} and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname collate "C"`;

const partitionsText = `
  select format('create %stable %I partition of %I %s%s%s', ${persistence}, c.relname, parent.relname,
    pg_get_expr(c.relpartbound, c.oid), coalesce(' partition by ' || pg_get_partkeydef(c.oid), ''), ${storage}) as line
  from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class parent on parent.oid = i.inhparent
  where c.relnamespace = ${here} and c.relkind in ('r', 'p') and c.relispartition
  order by c.relkind = 'r', c.relname collate "C"`;

/** Those of a partition come with its parent's. Not-null constraints (PostgreSQL 18 names them) come with the columns. */
const constraintText = `select format('alter table %I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid, true)) as line
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where c.relnamespace = ${here} and k.conparentid = 0 and k.coninhcount = 0`;
const constraintsText = `${constraintText} and k.contype in ('p', 'u', 'c', 'x')
  order by c.relname collate "C", k.conname collate "C"`;
const foreignKeysText = `${constraintText} and k.contype = 'f' order by c.relname collate "C", k.conname collate "C"`;

/** An index of a partitioned table prints as ONLY of itself; made anew, it makes those of the partitions. */
const indexesText = `
  select replace(pg_get_indexdef(c.oid, 0, true), ' ON ONLY ', ' ON ') as line
  from pg_index i join pg_class c on c.oid = i.indexrelid
  where c.relnamespace = ${here} and not c.relispartition
    and not exists (select from pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
  order by c.relname collate "C"`;

const ownersText = `
  select format('alter sequence %I owned by %I.%I', s.relname, t.relname, a.attname) as line
  from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
  join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
  where s.relnamespace = ${here} and d.classid = 'pg_class'::regclass and d.deptype = 'a'
  order by s.relname collate "C"`;

const viewsText = `select format('create view %I as %s', relname, pg_get_viewdef(oid, true)) as line
  from pg_class where relnamespace = ${here} and relkind = 'v' order by oid`;

const triggersText = `select pg_get_triggerdef(t.oid, true) as line
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = ${here} and not t.tgisinternal and t.tgparentid = 0
  order by c.relname collate "C", t.tgname collate "C"`;
