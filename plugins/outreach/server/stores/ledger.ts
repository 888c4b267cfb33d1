import type { JsonObject, Session, Transaction } from '@rapport/sdk';
import type { HoldReason } from '../../domain/consent/hold';
import type { Priority } from '../../domain/ledger';

/** A message that a worker has before it. Times are epoch milliseconds. */
export type LedgerRow = {
  readonly id: number;
  readonly publicId: string;
  readonly campaignId: number | null;
  readonly enrolmentId: number | null;
  /** Of its journey; null: of none. */
  readonly journeyVersion: number | null;
  readonly leafId: number;
  readonly step: string;
  readonly topic: string;
  readonly template: string;
  readonly expiresAt: number;
  readonly heldReasons: readonly HoldReason[];
  readonly heldUntil: number | null;
  readonly attempts: number;
  readonly context: JsonObject;
  /** Hash of the address to which it goes, or nowhere; null: by which the person is reached. */
  readonly onlyAddress: string | null;
};

const columns = `m.id, m.public_id as "publicId", m.campaign_id as "campaignId", m.enrolment_id as "enrolmentId",
  (select e.version from enrolment e where e.id = m.enrolment_id) as "journeyVersion", m.profile_id as "leafId", m.step, m.topic, m.template, m.expires_at as "expiresAt", m.held_reasons as "heldReasons",
  m.held_until as "heldUntil", m.attempts, m.context, m.only_address as "onlyAddress"`;

/** Messages of one connection that are due at `now`, epoch milliseconds. */
export type Due = { readonly connectionId: number; readonly priorities: readonly Priority[]; readonly now: number };

/** Locks messages that are due, of each priority in its turn; what other workers have before them is passed over. */
export async function takeDue(
  sql: Transaction,
  { connectionId, priorities, now, count }: Due & { readonly count: number },
): Promise<LedgerRow[]> {
  const found: LedgerRow[] = [];
  for (const priority of priorities) {
    if (found.length >= count) break;
    found.push(
      ...(await sql.rows<LedgerRow>({
        name: 'outreach-take-due',
        text: `select ${columns} from message m
          where m.state in ('planned', 'deferred') and m.connection_id = $1 and m.priority = $2
            and m.due_at <= to_timestamp($3::float8 / 1000)
          order by m.due_at, m.id limit $4 for update skip locked`,
        values: [connectionId, priority, now, count - found.length],
      })),
    );
  }
  return found;
}

/** What a worker decided about a message that it had locked. */
export type Decided = {
  readonly id: number;
  readonly state: 'claimed' | 'deferred' | 'withheld' | 'planned' | 'cancelled';
  /** Of deferred ones; Infinity: until somebody says so. */
  readonly dueAt: number | null;
  readonly reasons: readonly string[];
  readonly heldReasons: readonly string[];
  readonly heldUntil: number | null;
  readonly addressHash: string | null;
};

export async function writeDecisions(
  sql: Session,
  decisions: readonly Decided[],
  lease: { readonly token: string; readonly now: number; readonly until: number },
): Promise<void> {
  if (decisions.length === 0) return;
  await sql.run({
    name: 'outreach-decide',
    text: `update message m set state = d.state, due_at = to_timestamp(d.due_at / 1000),
        reasons = coalesce(string_to_array(nullif(d.reasons, ''), ','), '{}'),
        held_reasons = coalesce(string_to_array(nullif(d.held_reasons, ''), ','), '{}'),
        held_until = to_timestamp(d.held_until / 1000), address_hash = d.address_hash,
        token = case when d.state = 'claimed' then $8::uuid end,
        lease_until = case when d.state = 'claimed' then to_timestamp($10::float8 / 1000) end,
        counts_at = case when d.state = 'claimed' then to_timestamp($9::float8 / 1000) end,
        ended_at = case when d.state in ('withheld', 'cancelled') then to_timestamp($9::float8 / 1000) end
      from unnest($1::bigint[], $2::text[], $3::float8[], $4::text[], $5::text[], $6::float8[], $7::text[])
        as d (id, state, due_at, reasons, held_reasons, held_until, address_hash)
      where m.id = d.id`,
    values: [
      decisions.map((one) => one.id),
      decisions.map((one) => one.state),
      decisions.map((one) => one.dueAt),
      decisions.map((one) => one.reasons.join(',')),
      decisions.map((one) => one.heldReasons.join(',')),
      decisions.map((one) => one.heldUntil),
      decisions.map((one) => one.addressHash),
      lease.token,
      lease.now,
      lease.until,
    ],
  });
}

/** What came of a hand-over. */
export type HandedOver = {
  readonly id: number;
  readonly state: 'handed' | 'failed' | 'bounced' | 'unknown' | 'deferred' | 'expired';
  /** Of deferred ones. */
  readonly dueAt: number | null;
  readonly attempts: number;
  readonly code: string | null;
  readonly providerId: string | null;
  readonly templateVersion: number | null;
  readonly locale: string | null;
};

/** Messages that are to be handed over, as many as the pace of their connection allows. Times are epoch milliseconds. */
export type Beginning = {
  readonly ids: readonly number[];
  readonly connectionId: number;
  readonly perSecond: number;
  /** How far ahead of its time a group may begin, milliseconds. */
  readonly slack: number;
  /** Of the lease, where what is left of it ends before `leaseMin`. */
  readonly until: number;
  readonly leaseMin: number;
};

export type Noted = {
  readonly begun: ReadonlySet<number> | null;
  readonly nextAt: number | null;
  readonly handed: readonly number[];
  readonly bounced: readonly number[];
};

/**
 * Writes what came of hand-overs, and that others may be on their way from now on: one statement, which is the transaction, since it
 * runs for every few messages. What came of one counts also where its lease ran out and somebody took it for unknown: who handed it
 * over knows better, and what the provider has shown meanwhile (`provider_id`) is not unknown. To an address that does not exist nothing
 * more is sent. The pace is shared by all workers.
 *
 * Who begins is found by id: with `state = 'claimed'` alone PostgreSQL took the index of leases, where each message of the last minutes
 * had left entries (528 pages for two messages). What is `unknown` has been begun (`handing_at`). A lease that lasts is left as it is: a
 * row of which nothing indexed changes gets no entries in twelve indexes.
 * @returns `begun`: which of `ids` are still this worker's and may go; null: none may yet, and `nextAt` says when the pace allows some;
 *   `handed` and `bounced`: leaves whose messages went, and whose address does not exist
 */
export async function noteHandOvers(
  sql: Session,
  outcomes: readonly HandedOver[],
  { ids, connectionId, perSecond, slack, until, leaseMin }: Beginning,
  by: { readonly token: string; readonly now: number },
): Promise<Noted> {
  const [row] = await sql.rows<{
    readonly begun: readonly number[] | null;
    readonly isReserved: boolean;
    readonly nextAt: number | null;
    readonly handed: readonly number[] | null;
    readonly bounced: readonly number[] | null;
  }>({
    name: 'outreach-note-hand-overs',
    text: `with at as materialized (select to_timestamp($10::float8 / 1000) as now),
      handed as (
        update message m set state = case when o.state = 'unknown' and m.provider_id is not null then 'handed' else o.state end,
          due_at = to_timestamp(o.due_at / 1000), attempts = o.attempts, code = o.code,
          provider_id = coalesce(o.provider_id, m.provider_id), template_version = o.template_version, locale = o.locale, lease_until = null,
          handing_at = case when o.state = 'deferred' then null else m.handing_at end,
          token = case when o.state = 'deferred' then null else m.token end,
          handed_at = case when o.state = 'handed' or (o.state = 'unknown' and m.provider_id is not null) then at.now end,
          counts_at = case when o.state in ('handed', 'unknown') then at.now end,
          ended_at = case when o.state = 'deferred' then null else at.now end
        from unnest($1::bigint[], $2::text[], $3::float8[], $4::smallint[], $5::text[], $6::text[], $7::int[], $8::text[])
            as o (id, state, due_at, attempts, code, provider_id, template_version, locale), at
        where m.id = o.id and m.token = $9::uuid and m.state in ('claimed', 'unknown')
        returning m.state, m.medium, m.address_hash, m.profile_id, m.public_id, m.code),
      suppressed as (
        insert into suppression (medium, address_hash, reason, at, profile_id, evidence)
        select distinct on (h.medium, h.address_hash) h.medium, h.address_hash, 'hard_bounce', at.now, h.profile_id,
          jsonb_build_object('messageId', h.public_id, 'code', h.code)
        from handed h, at where h.state = 'bounced' and h.address_hash is not null on conflict do nothing),
      reserved as (
        update channel_connection c set
          next_at = greatest(coalesce(c.next_at, at.now), at.now) + make_interval(secs => cardinality($11::bigint[]) / $13::float8)
        from at where c.id = $12 and cardinality($11::bigint[]) > 0
          and coalesce(c.next_at, at.now) <= at.now + make_interval(secs => $14::float8 / 1000) returning true),
      begun as (
        update message m set handing_at = at.now, lease_until = case
          when m.lease_until < to_timestamp($16::float8 / 1000) then to_timestamp($15::float8 / 1000) else m.lease_until end
        from unnest($11::bigint[]) as b (id), at
        where m.id = b.id and m.token = $9::uuid and m.state in ('claimed', 'unknown') and m.handing_at is null
          and exists (select from reserved)
        returning m.id)
      select (select array_agg(id) from begun) as begun, exists (select from reserved) as "isReserved",
        (select next_at from channel_connection where id = $12) as "nextAt",
        (select array_agg(distinct profile_id) from handed where state = 'handed') as handed,
        (select array_agg(distinct profile_id) from handed where state = 'bounced') as bounced`,
    values: [
      outcomes.map((one) => one.id),
      outcomes.map((one) => one.state),
      outcomes.map((one) => one.dueAt),
      outcomes.map((one) => one.attempts),
      outcomes.map((one) => one.code),
      outcomes.map((one) => one.providerId),
      outcomes.map((one) => one.templateVersion),
      outcomes.map((one) => one.locale),
      ...[by.token, by.now, ids, connectionId, perSecond, slack, until, leaseMin],
    ],
  });
  return {
    begun: row?.isReserved === true || ids.length === 0 ? new Set(row?.begun ?? []) : null,
    nextAt: row?.nextAt ?? null,
    handed: row?.handed ?? [],
    bounced: row?.bounced ?? [],
  };
}

/** Nothing of these was on its way: somebody else may take them at once. */
export async function giveBack(sql: Session, ids: readonly number[], token: string, now: number): Promise<void> {
  if (ids.length === 0) return;
  await sql.run({
    name: 'outreach-give-back',
    text: `update message set state = 'planned', due_at = to_timestamp($3::float8 / 1000), token = null, lease_until = null,
        counts_at = null
      where id = any($1::bigint[]) and token = $2::uuid and state = 'claimed' and handing_at is null`,
    values: [ids, token, now],
  });
}

/** How many of each; `handed`: leaves of those that the provider has shown to have. */
export type Swept = { readonly planned: number; readonly unknown: number; readonly handed: readonly number[] };

/**
 * Whose worker died: what was not on its way is planned again; what was is `unknown`, or is sent again where its channel says so.
 * @param repeated connections whose channel takes the same message twice, or would rather send twice than not
 */
export async function sweepLost(
  sql: Session,
  { now, repeated }: { readonly now: number; readonly repeated: readonly number[] },
): Promise<Swept> {
  const [row] = await sql.rows<Swept>({
    name: 'outreach-sweep',
    text: `with lost as (
        select id, handing_at is null or connection_id = any($2::int[]) as again from message
        where state = 'claimed' and lease_until < to_timestamp($1::float8 / 1000) for update skip locked),
      swept as (
        update message m set state = case when lost.again then 'planned' when m.provider_id is not null then 'handed' else 'unknown' end,
          due_at = case when lost.again then to_timestamp($1::float8 / 1000) end, lease_until = null,
          token = case when lost.again then null else m.token end,
          handing_at = case when lost.again then null else m.handing_at end,
          counts_at = case when lost.again then null else m.counts_at end,
          code = case when lost.again then m.code else 'hand_over_lost' end,
          handed_at = case when not lost.again and m.provider_id is not null then m.handing_at end,
          ended_at = case when lost.again then null else to_timestamp($1::float8 / 1000) end
        from lost where lost.id = m.id returning m.state, m.profile_id)
      select count(*) filter (where state = 'planned') as planned, count(*) filter (where state = 'unknown') as unknown,
        coalesce(array_agg(profile_id) filter (where state = 'handed'), '{}') as handed from swept`,
    values: [now, repeated],
  });
  return row ?? { planned: 0, unknown: 0, handed: [] };
}

/** What waited for the end of a conversation is looked at again. */
export async function askHeldAgain(sql: Session, rootIds: readonly number[], now: number): Promise<number> {
  return sql.run({
    name: 'outreach-ask-held',
    text: `update message set due_at = to_timestamp($2::float8 / 1000)
      where profile_id in (select unnest($1::bigint[]) union all select leaf_id from merged_profile where root_id = any($1::bigint[]))
        and state = 'deferred' and held_until > to_timestamp($2::float8 / 1000)
        and due_at > to_timestamp($2::float8 / 1000)`,
    values: [rootIds, now],
  });
}

/** Of a campaign that was cancelled. @returns how many */
export async function cancelCampaignMessages(sql: Session, campaignId: number, now: number): Promise<number> {
  return sql.run({
    text: `update message set state = 'cancelled', due_at = null, ended_at = to_timestamp($2::float8 / 1000)
      where campaign_id = $1 and state in ('planned', 'deferred')`,
    values: [campaignId, now],
  });
}

/** What was put aside while its campaign was paused is due again. */
export async function unparkMessages(sql: Session, campaignId: number, now: number): Promise<void> {
  await sql.run({
    text: `update message set due_at = to_timestamp($2::float8 / 1000)
      where campaign_id = $1 and state in ('planned', 'deferred') and due_at = 'infinity'`,
    values: [campaignId, now],
  });
}

export async function hasDue(sql: Session, { connectionId, priorities, now }: Due): Promise<boolean> {
  const rows = await sql.rows<{ found: boolean }>({
    name: 'outreach-has-due',
    text: `select exists (select from unnest($3::smallint[]) p where exists (select from message m
        where m.state in ('planned', 'deferred') and m.connection_id = $1 and m.priority = p
          and m.due_at <= to_timestamp($2::float8 / 1000))) as found`,
    values: [connectionId, now, priorities],
  });
  return rows[0]?.found === true;
}
