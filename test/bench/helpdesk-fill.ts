import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { progress } from './report';

const days = 90;
const agents = 20;
const teams = 5;
const foldSecondsMax = 900;

/**
 * Conversations of the customers of fill.ts over 90 days, with what was said, handed over, resolved, opened again and rated in them,
 * as the facts that a helpdesk told; Rapport folds its figures of them itself. Ends when it has.
 */
export async function fillHelpdesk(pool: pg.Pool, conversations: number, now: number): Promise<void> {
  const begun = performance.now();
  await pool.query(factStatement, [conversations, now]);
  // The walk goes by ids: it begins behind nothing that is not there yet, since all of them come at once.
  await pool.query(conversationStatement, [conversations, now]);
  await pool.query('analyze conversation, conversation_fact');
  const filled = performance.now();
  await folded(pool, conversations);
  progress(
    `  ${conversations} conversations: filled in ${seconds(filled - begun)}, folded in ${seconds(performance.now() - filled)}`,
  );
  // Memberships of situations would be read when a conversation is folded; here nobody is in any yet.
  await pool.query(
    `update conversation_figures set situations = array['situation-' || (array['late', 'third-contact', 'renewal-near', 'low-rating', 'new'])
       [1 + conversation_id % 5]] || case when conversation_id % 3 = 0 then array['situation-waiting'] else '{}' end
     where conversation_id % 2 = 0`,
  );
  await pool.query('vacuum (analyze) conversation, conversation_fact, conversation_figures, figure_value');
}

async function folded(pool: pg.Pool, conversations: number): Promise<void> {
  for (let waited = 0; waited < foldSecondsMax * 4; waited++) {
    const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from conversation_figures');
    if ((rows[0]?.n ?? 0) >= conversations) return;
    await sleep(250);
  }
  throw new Error('The figures of the conversations were not folded in time.');
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

const agent = (n: string) => `jsonb_build_object('id', 'a' || ${n} % ${agents}, 'name', 'Agent ' || ${n} % ${agents})`;

/** Of conversation `c`: when it was opened, how long the customer waited, how long it took; nine of ten were resolved. */
const conversation = `generate_series(0, $1::int - 1) c,
  lateral (select $2::float8 - c::float8 / $1::int * ${days} * 86400000 as opened) o,
  lateral (select 10000 + (c::bigint * 7919) % 7200000 as waits, 60000 + (c::bigint * 104729) % 90000000 as takes, c % 10 <> 3 as is_resolved) t`;

const factStatement = `insert into conversation_fact (connection, external_id, key, at, fact)
  select 'bench', c, f->>'key', to_timestamp((f->>'at')::float8 / 1000), f
  from ${conversation},
    lateral (values
      (true, jsonb_build_object('key', 'm1', 'at', opened, 'kind', 'message', 'author', 'customer', 'by', null, 'isPrivate', false,
        'text', 'Where is my parcel?', 'attachments', 0)),
      (c % 17 <> 0, jsonb_build_object('key', 'm2', 'at', opened + waits, 'kind', 'message', 'author', 'agent', 'by', ${agent('c')},
        'isPrivate', false, 'text', 'It arrives tomorrow.', 'attachments', 0)),
      (c % 4 = 0, jsonb_build_object('key', 'h1', 'at', opened + waits + 1000, 'kind', 'assigned', 'role', 'agent', 'from', ${agent('c + 1')},
        'to', ${agent('c')})),
      (is_resolved, jsonb_build_object('key', 's1', 'at', opened + waits + takes, 'kind', 'status', 'from', 'open', 'to', 'resolved')),
      (is_resolved and c % 5 < 2, jsonb_build_object('key', 'r1', 'at', opened + waits + takes + 60000, 'kind', 'rated',
        'rating', 1 + c % 7 % 5, 'comment', null))) v (is_so, f)
  where is_so`;

const conversationStatement = `insert into conversation (public_id, connection, external_id, contact_id, profile_id, channel, status, team, agent,
    handoffs, opened_at, first_reply_at, resolved_at, rating, topic, last_writer, last_written_at, updated_at)
  select gen_random_uuid(), 'bench', c, 'contact-' || c % m.n, m.first + (c::bigint * 7919) % m.n,
    (array['email', 'web', 'whatsapp', null])[1 + c % 4], case when is_resolved then 'resolved' else 'open' end,
    'Team ' || c % ${teams}, 'Agent ' || c % ${agents}, (c % 4 = 0)::int, to_timestamp(opened / 1000),
    case when c % 17 <> 0 then to_timestamp((opened + waits) / 1000) end,
    case when is_resolved then to_timestamp((opened + waits + takes) / 1000) end,
    case when is_resolved and c % 5 < 2 then 1 + c % 7 % 5 end, (array['parcel', 'invoice', 'router', null])[1 + c % 4],
    case when c % 17 <> 0 then 'agent' else 'customer' end, to_timestamp(opened / 1000), to_timestamp(opened / 1000)
  from ${conversation}, (select min(id) as first, count(*) as n from profile) m
  order by c desc`;
