import {
  limits,
  RapportError,
  type JsonObject,
  type Page,
  type PageRequest,
  type PlanMode,
  type PlanRecord,
} from '@rapport/sdk';
import type { EventType } from '@rapport/sdk';
import { eventTypes } from '@rapport/sdk';
import type pg from 'pg';
import { inOrder, toPage } from './read-models/page';

type Row = {
  name_id: number;
  version: number;
  mode: PlanMode;
  schema: JsonObject;
  actor: string;
  at: number;
};
const columns = 'name_id, version, mode, schema, actor, at';

/** A plan as the door needs it. */
export type ActivePlan = {
  readonly nameId: number;
  readonly type: EventType;
  readonly name: string;
  readonly version: number;
  readonly mode: Exclude<PlanMode, 'off'>;
  readonly schema: JsonObject;
};

/** Changes with every change of any plan. */
export async function plansFingerprint(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ text: string }>({
    name: 'tracking-plan-fingerprint',
    text: `select concat_ws(' ', count(*), sum(version), max(at)) as text from tracking_plan`,
  });
  return rows[0]?.text ?? '';
}

/** Current versions that are not off. */
export async function activePlans(pool: pg.Pool): Promise<ActivePlan[]> {
  const { rows } = await pool.query<Row & { mode: ActivePlan['mode']; type: number; name: string }>({
    name: 'tracking-plan-active',
    text: `select p.*, n.type, n.name
      from (select distinct on (name_id) ${columns} from tracking_plan order by name_id, version desc) p
      join event_name n on n.id = p.name_id where p.mode <> 'off'`,
  });
  return rows.flatMap((row) => {
    const type = eventTypes[row.type];
    const { name, version, mode, schema } = row;
    return type === undefined ? [] : [{ nameId: row.name_id, type, name, version, mode, schema }];
  });
}

/** In the order asked. */
export async function currentPlans(pool: pg.Pool, nameIds: readonly number[]): Promise<(PlanRecord | null)[]> {
  const { rows } = await pool.query<Row>({
    name: 'tracking-plan-current',
    text: `select p.* from unnest($1::int[]) as n(id)
      cross join lateral (select ${columns} from tracking_plan where name_id = n.id order by version desc limit 1) p`,
    values: [nameIds],
  });
  return inOrder(nameIds, new Map(rows.map((row) => [row.name_id, mapRow(row)])));
}

export async function planVersion(pool: pg.Pool, nameId: number, version: number): Promise<PlanRecord | null> {
  const { rows } = await pool.query<Row>({
    name: 'tracking-plan-version',
    text: `select ${columns} from tracking_plan where name_id = $1 and version = $2`,
    values: [nameId, version],
  });
  const [row] = rows;
  return row === undefined ? null : mapRow(row);
}

const versionsOrdered = (name: string, order: 'asc' | 'desc') => ({
  name: `tracking-plan-versions-${name}`,
  text: `select ${columns} from tracking_plan where name_id = $1 and version < $2 and version > $3
    order by version ${order} limit $4`,
});
const versionStatements = { forward: versionsOrdered('down', 'desc'), backward: versionsOrdered('up', 'asc') };

/** Newest first. */
export async function planVersions(
  pool: pg.Pool,
  nameId: number,
  request: PageRequest<{ readonly version: number }>,
): Promise<Page<PlanRecord>> {
  const { rows } = await pool.query<Row>({
    ...(request.forward ? versionStatements.forward : versionStatements.backward),
    values: [nameId, request.after?.version ?? 2 ** 31 - 1, request.before?.version ?? 0, request.count + 1],
  });
  return toPage(rows.map(mapRow), request);
}

/**
 * Appends a version, where the newest one is still the expected one; of two who save at once the primary key lets one through.
 * Versions beyond limits.trackingPlanVersionsMax are forgotten, with what broke them.
 * @throws RapportError plan_changed, plan_invalid (too many plans)
 */
export async function appendPlan(
  client: pg.ClientBase,
  plan: Omit<PlanRecord, 'version'>,
  expected: number,
): Promise<number> {
  const { rows } = await client.query<{ version: number; plans: number }>(
    `select coalesce(max(version) filter (where name_id = $1), 0) as version, count(distinct name_id) as plans from tracking_plan`,
    [plan.nameId],
  );
  const [{ version: newest, plans } = { version: 0, plans: 0 }] = rows;
  if (newest !== expected) throw new RapportError('plan_changed');
  if (newest === 0 && plans >= limits.trackingPlansMax)
    throw new RapportError('plan_invalid', `There are ${limits.trackingPlansMax} plans already.`);
  const version = expected + 1;
  const inserted = await client.query(
    `insert into tracking_plan (name_id, version, mode, schema, actor, at)
      values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000)) on conflict do nothing`,
    [plan.nameId, version, plan.mode, JSON.stringify(plan.schema), plan.actor, plan.at],
  );
  if (inserted.rowCount === 0) throw new RapportError('plan_changed');
  await client.query('delete from tracking_plan where name_id = $1 and version <= $2', [
    plan.nameId,
    version - limits.trackingPlanVersionsMax,
  ]);
  return version;
}

function mapRow({ name_id, version, mode, schema, actor, at }: Row): PlanRecord {
  return { nameId: name_id, version, mode, schema, actor, at };
}
