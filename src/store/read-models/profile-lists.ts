import type {
  AccountRecord,
  ConversationRecord,
  IdentifierRecord,
  Json,
  JsonObject,
  MergeRecord,
  ReviewReason,
  ReviewRecord,
  Root,
} from '@rapport/sdk';
import type pg from 'pg';
import { conversationColumns, type ConversationRow, mapConversation } from './conversations';
import type { Dictionary } from './dictionary';
import { readLimits } from './limits';
import { groupBy, inOrder, rootColumns } from './page';

const leaves = 'unnest($1::bigint[], $2::bigint[]) as l(root_id, leaf_id)';
const asked = 'unnest($1::uuid[]) as asked(public_id)';

const accountColumns = 'a.public_id, a.connection, a.external_id, a.traits, a.first_seen, a.last_seen';
const mergeColumns = `m.public_id, w.public_id as winner_public_id, s.public_id as loser_public_id, m.winner_leaf_id, m.loser_leaf_id,
  m.evidence, m.actor, m.at, m.undone_at, m.undone_by`;
const mergeProfiles = 'left join profile w on w.id = m.winner_id left join profile s on s.id = m.loser_id';
export const reviewColumns = `v.public_id, v.type, v.reason, v.profile_id, v.other_id, v.kind_id, v.value, v.evidence, v.source_id,
  v.first_at, v.last_at, v.status, v.decided_by, v.decided_at`;
/**
 * Of an open review `v`: not answered meanwhile by a merge that nobody made for its sake. Asked again should that be undone, which
 * is why such a merge leaves the row as it is.
 */
export const stillAsked = `(v.profile_id = v.other_id or (select root_id from profile where id = v.profile_id)
  is distinct from (select root_id from profile where id = v.other_id))`;

/** `rows` of all leaves, the same row of two leaves once, the first `max` of each root in the order of `order`. */
const ofRoots = (name: string, columns: string, from: string, key: string, order: string, max: number) => ({
  name: `read_${name}_of_roots`,
  text: `select * from (
      select *, row_number() over (partition by root_id order by ${order}) as place from (
        select distinct on (l.root_id, ${key}) l.root_id, ${columns} from ${leaves} ${from} order by l.root_id, ${key}
      ) once
    ) placed where place <= ${max} order by root_id, place`,
});
const byPublicId = (name: string, columns: string, from: string) => ({
  name: `read_${name}_by_public_id`,
  text: `select ${columns} from ${asked} ${from}`,
});

const statements = {
  identifiers: {
    name: 'read_identifiers_of_roots',
    text: `select l.root_id, i.kind_id, i.value, i.verified, i.retired, i.source_id, i.first_seen, i.last_seen
           from ${leaves} join identifier i on i.profile_id = l.leaf_id
           order by l.root_id, i.kind_id, i.first_seen, i.value`,
  },
  accounts: ofRoots(
    'accounts',
    accountColumns,
    'join account_member am on am.profile_id = l.leaf_id join account a on a.id = am.account_id',
    'a.id',
    'last_seen desc, public_id',
    readLimits.accountsPerProfileMax,
  ),
  accountsById: byPublicId('account', accountColumns, 'join account a using (public_id)'),
  merges: ofRoots(
    'merges',
    mergeColumns,
    `join merge m on m.winner_leaf_id = l.leaf_id or m.loser_leaf_id = l.leaf_id ${mergeProfiles}`,
    'm.id',
    'at desc, public_id desc',
    readLimits.mergesPerProfileMax,
  ),
  mergesById: byPublicId('merge', mergeColumns, `join merge m using (public_id) ${mergeProfiles}`),
  reviews: ofRoots(
    'reviews',
    reviewColumns,
    `join review v on (v.profile_id = l.leaf_id or v.other_id = l.leaf_id) and (v.status <> 'open' or ${stillAsked})`,
    'v.id',
    'last_at desc, public_id desc',
    readLimits.reviewsPerProfileMax,
  ),
  reviewsById: byPublicId('review', reviewColumns, 'join review v using (public_id)'),
  conversations: ofRoots(
    'conversations',
    conversationColumns,
    'join conversation c on c.profile_id = l.leaf_id',
    'c.id',
    'opened_at desc, public_id desc',
    readLimits.conversationsPerProfileMax,
  ),
  conversationsById: byPublicId('conversation', conversationColumns, 'join conversation c using (public_id)'),
};

type IdentifierRow = {
  root_id: number;
  kind_id: number;
  value: string;
  verified: boolean;
  retired: boolean;
  source_id: number;
  first_seen: number;
  last_seen: number;
};
type AccountRow = {
  root_id: number;
  public_id: string;
  connection: string;
  external_id: string;
  traits: JsonObject;
  first_seen: number;
  last_seen: number;
};
type MergeRow = {
  root_id: number;
  public_id: string;
  winner_public_id: string | null;
  loser_public_id: string | null;
  winner_leaf_id: number;
  loser_leaf_id: number;
  evidence: Json;
  actor: string;
  at: number;
  undone_at: number | null;
  undone_by: string | null;
};
export type ReviewRow = {
  root_id: number;
  public_id: string;
  type: ReviewRecord['type'];
  reason: ReviewReason;
  profile_id: number;
  other_id: number;
  kind_id: number;
  value: string;
  evidence: Json;
  source_id: number;
  first_at: number;
  last_at: number;
  status: ReviewRecord['status'];
  decided_by: string | null;
  decided_at: number | null;
};

/** The part of ProfileReader that lists what hangs on profiles. */
export function createProfileLists(pool: pg.Pool, dictionary: Dictionary) {
  async function ofRoots<Row extends { root_id: number }, T>(
    statement: { name: string; text: string },
    roots: readonly Root[],
    map: (row: Row) => T,
    learn?: (rows: readonly Row[]) => Promise<void>,
  ): Promise<Map<number, T[]>> {
    if (roots.length === 0) return new Map();
    const { rows } = await pool.query<Row>({ ...statement, values: rootColumns(roots) });
    await learn?.(rows);
    return groupBy(rows, (row) => row.root_id, map);
  }
  async function byIds<Row extends { public_id: string }, T>(
    statement: { name: string; text: string },
    ids: readonly string[],
    map: (row: Row) => T,
    learn?: (rows: readonly Row[]) => Promise<void>,
  ): Promise<(T | null)[]> {
    if (ids.length === 0) return [];
    const { rows } = await pool.query<Row>({ ...statement, values: [ids] });
    await learn?.(rows);
    return inOrder(ids, new Map(rows.map((row) => [row.public_id, map(row)])));
  }
  const toIdentifier = (row: IdentifierRow) => mapIdentifier(row, dictionary);
  const toReview = (row: ReviewRow) => mapReview(row, dictionary);
  const learn = (rows: readonly { kind_id: number; source_id: number }[]) =>
    dictionary.ensure({ kinds: rows.map((row) => row.kind_id), sources: rows.map((row) => row.source_id) });
  return {
    identifiers: (roots: readonly Root[]) =>
      ofRoots<IdentifierRow, IdentifierRecord>(statements.identifiers, roots, toIdentifier, learn),
    accounts: (roots: readonly Root[]) => ofRoots<AccountRow, AccountRecord>(statements.accounts, roots, mapAccount),
    merges: (roots: readonly Root[]) => ofRoots<MergeRow, MergeRecord>(statements.merges, roots, mapMerge),
    reviews: (roots: readonly Root[]) => ofRoots<ReviewRow, ReviewRecord>(statements.reviews, roots, toReview, learn),
    conversations: (roots: readonly Root[]) =>
      ofRoots<ConversationRow, ConversationRecord>(statements.conversations, roots, mapConversation),
    accountsByPublicIds: (ids: readonly string[]) =>
      byIds<AccountRow, AccountRecord>(statements.accountsById, ids, mapAccount),
    mergesByPublicIds: (ids: readonly string[]) => byIds<MergeRow, MergeRecord>(statements.mergesById, ids, mapMerge),
    reviewsByPublicIds: (ids: readonly string[]) =>
      byIds<ReviewRow, ReviewRecord>(statements.reviewsById, ids, toReview, learn),
    conversationsByPublicIds: (ids: readonly string[]) =>
      byIds<ConversationRow, ConversationRecord>(statements.conversationsById, ids, mapConversation),
  };
}

function mapIdentifier(row: IdentifierRow, dictionary: Dictionary): IdentifierRecord {
  return {
    kind: dictionary.kind(row.kind_id),
    value: row.value,
    verified: row.verified,
    retired: row.retired,
    source: dictionary.source(row.source_id),
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
  };
}

function mapAccount(row: AccountRow): AccountRecord {
  return {
    publicId: row.public_id,
    connection: row.connection,
    externalId: row.external_id,
    traits: row.traits,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
  };
}

function mapMerge(row: MergeRow): MergeRecord {
  return {
    publicId: row.public_id,
    winnerId: row.winner_public_id ?? '',
    loserId: row.loser_public_id ?? '',
    winnerLeafId: row.winner_leaf_id,
    loserLeafId: row.loser_leaf_id,
    evidence: row.evidence,
    actor: row.actor,
    at: row.at,
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
  };
}

export function mapReview(row: ReviewRow, dictionary: Dictionary): ReviewRecord {
  return {
    publicId: row.public_id,
    type: row.type,
    reason: row.reason,
    leafId: row.profile_id,
    otherLeafId: row.other_id,
    identifier: { kind: dictionary.kind(row.kind_id), value: row.value },
    evidence: row.evidence,
    source: dictionary.source(row.source_id),
    firstAt: row.first_at,
    lastAt: row.last_at,
    status: row.status,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}
