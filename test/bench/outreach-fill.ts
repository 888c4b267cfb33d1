import type pg from 'pg';
import { progress } from './report';

/** How much stands behind the pages of outreach. */
export type OutreachSize = { readonly messages: number; readonly runs: number };

/** Public ids and keys, the largest first where there is one. */
export type OutreachIds = {
  readonly broadcasts: readonly string[];
  readonly journeys: readonly string[];
  readonly enrolments: readonly string[];
  readonly template: string;
  readonly topic: string;
};

const broadcasts = 850;
const journeys = 150;
/** The others are drafts. */
const sentBroadcasts = 700;
const runningJourneys = 100;
const templates = 300;
const topics = 20;
const channels = 5;
/** Of one customer: whose page shows them scrolls for long. */
const longStory = 1_000;

/** The largest of each kind has a fifth of all messages, and of the runs three fifths. */
const largestBroadcast = 1;
const largestJourney = broadcasts + 1;

const broadcastDraft = `jsonb_build_object('audience', jsonb_build_object('everyone', true), 'channel', 'email', 'topic', 'topic-' || n % ${topics},
  'template', 'template-' || n % ${templates}, 'goal', jsonb_build_object('event', 'Order Completed', 'days', 7))`;

const journeyDraft = `jsonb_build_object('entry', jsonb_build_object('event', 'Nobody Does This'), 'enters', 'once', 'start', 'ask', 'steps',
  jsonb_build_object(
    'ask', jsonb_build_object('kind', 'send', 'channel', 'email', 'template', 'template-' || n % ${templates}, 'topic', 'topic-' || n % ${topics}, 'next', 'answers'),
    'answers', jsonb_build_object('kind', 'wait_for', 'any', jsonb_build_array(jsonb_build_object('event', 'Survey Answered', 'next', 'end')),
      'timeout', jsonb_build_object('after', '14d', 'next', 'late')),
    'late', jsonb_build_object('kind', 'exit'), 'end', jsonb_build_object('kind', 'exit')))`;

/**
 * Campaigns of two years with their messages, runs and answers, consent, texts and topics, as a serious customer has them. Nothing of it is due, so
 * that the workers leave it alone.
 */
export async function fillOutreach(pool: pg.Pool, size: OutreachSize, now: number): Promise<void> {
  const begun = performance.now();
  for (const [text, ...values] of [...definitions(), ...happened(size, new Date(now))]) await pool.query(text, values);
  await pool.query('update campaign_generation set generation = generation + 1');
  await pool.query(
    'vacuum (analyze) campaign, campaign_version, template, template_version, message, message_report, enrolment, ended_run, consent_entry, suppression',
  );
  progress(
    `  ${size.messages} messages, ${size.runs} runs: filled in ${((performance.now() - begun) / 1_000).toFixed(1)} s`,
  );
}

type Statement = readonly [text: string, ...values: readonly (Date | number)[]];

function definitions(): Statement[] {
  return [
    [
      `insert into topic (key, name, kind, basis, tracking, position, updated_at, updated_by)
       select 'topic-' || n, jsonb_build_object('en', 'Topic ' || n), case when n % 4 = 0 then 'transactional' else 'marketing' end, 'opt_in', 'on',
         n, now(), 'admin:1' from generate_series(0, ${topics - 1}) n`,
    ],
    [
      `insert into channel_connection (key, channel, medium, name, settings, address_secret, enabled, is_default, created_at, updated_at, updated_by)
       select 'mail-' || n, 'smtp', 'email', 'Mail ' || n, '{}', 'x', false, false, now(), now(), 'admin:1' from generate_series(1, ${channels}) n`,
    ],
    [
      `with made as (
         insert into template (public_id, key, name, medium, default_locale, draft, version, created_at, updated_at, updated_by)
         select gen_random_uuid(), 'template-' || n, 'Template ' || n, 'email', 'en', c.content, 2, now(), now(), 'admin:1'
         from generate_series(0, ${templates - 1}) n, lateral (select jsonb_object_agg(locale, jsonb_build_object('subject', 'Spring ' || n,
           'text', repeat('Dear {{firstName}}, spring is here. ', 60))) as content from unnest(array['en', 'de', 'zh-Hans']) locale) c
         returning id, draft)
       insert into template_version (template_id, version, default_locale, content, at, actor)
       select id, v, 'en', draft, now(), 'admin:1' from made, generate_series(1, 2) v`,
    ],
    [
      `insert into campaign (id, public_id, key, name, kind, state, draft, version, planned_at, ended_at, created_at, updated_at, updated_by)
       overriding system value
       select n, gen_random_uuid(), 'broadcast-' || n, 'Broadcast ' || n, 'broadcast', case when is_sent then 'done' else 'draft' end, ${broadcastDraft},
         is_sent::int, t, t, now(), now(), 'admin:1'
       from generate_series(1, ${broadcasts}) n, lateral (select n <= ${sentBroadcasts} as is_sent) s,
         lateral (select case when is_sent then now() - n * interval '20 hours' end as t) a`,
    ],
    [
      `insert into campaign (id, public_id, key, name, kind, state, draft, version, planned_at, created_at, updated_at, updated_by)
       overriding system value
       select n, gen_random_uuid(), 'journey-' || n, 'Journey ' || n, 'journey', case when runs then 'running' else 'draft' end, ${journeyDraft},
         runs::int, case when runs then now() end, now(), now(), 'admin:1'
       from generate_series(${broadcasts + 1}, ${broadcasts + journeys}) n, lateral (select n <= ${broadcasts + runningJourneys} as runs) r`,
    ],
    [`select setval(pg_get_serial_sequence('campaign', 'id'), ${broadcasts + journeys})`],
    [
      `insert into campaign_version (campaign_id, version, definition, at, actor)
       select id, 1, draft, created_at, 'admin:1' from campaign where version = 1`,
    ],
  ];
}

/** Of customer `i`: a leaf. */
const leaf = (i: string) => `(p.first + (${i})::bigint % p.total)`;
/** Of run `r`. */
const journeyOf = (r: string) =>
  `(case when ${r} % 5 < 3 then ${largestJourney} else ${largestJourney + 1} + ${r} % ${runningJourneys - 1} end)`;
const people = `(select min(id) as first, count(*) as total from profile) p`;

function happened({ messages, runs }: OutreachSize, at: Date): Statement[] {
  return [
    // Three of ten go on; what they wait for comes in a month.
    [
      `insert into enrolment (public_id, campaign_id, version, profile_id, entry_key, run, state, step, due_at, entered_at, ended_at, end_reason)
       select gen_random_uuid(), ${journeyOf('r')}, 1, ${leaf('r')}, '', 1,
         jsonb_build_object('key', '', 'beganAt', m, 'enteredAt', m, 'first', null, 'latest', null, 'step', step, 'since', m,
           'until', case when goes_on then m + 31 * 86400000::float8 end, 'happened', '[]'::jsonb, 'goals', '{}'::jsonb,
           'visits', jsonb_build_object('ask', 1, 'answers', 1) || case when goes_on then '{}' else jsonb_build_object(step, 1) end,
           'handedAt', m, 'early', '[]'::jsonb,
           'ended', case when not goes_on then jsonb_build_object('at', m, 'reason', 'finished', 'by', null) end),
         step, case when goes_on then t + interval '31 days' end, t, case when not goes_on then t + interval '1 hour' end,
         case when not goes_on then 'finished' end
       from generate_series(1, $1::int) r, ${people}, lateral (select r % 10 < 3 as goes_on) g,
         lateral (select case when goes_on then 'answers' when r % 2 = 0 then 'end' else 'late' end as step,
           $2::timestamptz - r::float8 / $1::int * interval '1 day' as t) s,
         lateral (select floor(extract(epoch from t)::float8 * 1000) as m) e`,
      runs,
      at,
    ],
    [
      `insert into ended_run (campaign_id, is_sum, visits, step, reason, came, count)
       select campaign_id, false, array['answers', 'ask', step], step, end_reason, true, count(*) from enrolment where ended_at is not null
       group by campaign_id, step, end_reason`,
    ],
    messageStatement({ messages, runs }, at),
    [
      `insert into message (public_id, profile_id, medium, topic, is_marketing, template, locale, priority, state, expires_at, idempotency_key,
         planned_at, counts_at, handed_at, ended_at)
       select gen_random_uuid(), p.id, 'email', 'topic-0', false, 'template-1', 'en', 0, 'delivered', t, 'order ' || n, t, t, t, t
       from generate_series(1, ${longStory}) n, lateral (select $1::timestamptz - n * interval '9 hours' as t) a,
         (select min(id) as id from profile where root_id = id) p`,
      at,
    ],
    [
      `insert into message_report (message_id, key, kind, at, detail, told_at, campaign_id)
       select id, kind, kind, handed_at, case kind when 'answered' then jsonb_build_object('survey', 'nps', 'score', id % 11) else '{}' end, handed_at,
         case kind when 'answered' then campaign_id end
       from message, lateral (values ('opened', opened_at is not null), ('answered', opened_at is not null and id % 20 = 0)) k (kind, has)
       where has`,
    ],
    [
      `insert into consent_entry (medium, address_hash, topic, decision, proof, at, profile_id, evidence, key, recorded_at)
       select 'email', md5(n || 'hash'), 'topic-' || k, case when n % 9 = 0 and k = 2 then 'denied' else 'granted' end, 'verified', $2, ${leaf('n * 5')},
         '{"form":"newsletter","text":"v3"}', 'fill ' || n || ' ' || k, $2
       from generate_series(1, $1::int) n, ${people}, generate_series(1, 2) k`,
      Math.round(messages / 10),
      at,
    ],
    [
      `insert into suppression (medium, address_hash, reason, at, profile_id, evidence)
       select 'email', md5(n || 'hash'), 'hard_bounce', $2, ${leaf('n * 5')}, '{}' from generate_series(1, $1::int) n, ${people}`,
      Math.round(messages / 200),
      at,
    ],
  ];
}

/**
 * Of the largest broadcast and of journeys a fifth each; the rest is shared by the broadcasts that were sent. Broadcasts go one after the
 * other, the largest first: its messages are the oldest, those of journeys are of all times.
 */
function messageStatement({ messages, runs }: OutreachSize, at: Date): Statement {
  const others = sentBroadcasts - 1;
  return [
    `insert into message (public_id, campaign_id, enrolment_id, profile_id, step, visit, medium, topic, is_marketing, template, template_version,
       locale, priority, state, expires_at, reasons, address_hash, planned_at, counts_at, handed_at, ended_at, opened_at, clicked_at, converted_at,
       told_at)
     select gen_random_uuid(), campaign, case when in_journey then run end, profile, case when in_journey then 'ask' else '' end,
       case when in_journey then 1 + n / 5 / $3::int else 1 end, 'email', 'topic-1', true, 'template-' || campaign % ${templates}, 1,
       (array['en', 'de', 'zh-Hans'])[1 + n % 3], case when in_journey then 1 else 2 end, state, t + interval '3 days',
       case when has_left then '{}' else array[(array['no_consent', 'control_group', 'frequency_cap'])[1 + n % 3]] end,
       case when has_left then md5(profile || 'to') end, t, case when has_left then t end, case when has_left then t end, t,
       case when has_left and n % 7 < 2 then t + interval '1 hour' end, case when has_left and n % 7 = 0 then t + interval '2 hours' end,
       case when n % 53 = 0 then t + interval '1 day' end, case when in_journey then t end
     from generate_series(1, $1::int) n, ${people},
       lateral (select n % 5 = 1 as in_journey, 1 + n / 5 % $3::int as run) j,
       lateral (select case when n % 5 = 0 then ${largestBroadcast} when in_journey then ${journeyOf('run')} else 2 + n % ${others} end as campaign) c,
       lateral (select case when n % 5 = 0 then ${leaf('n / 5')} when in_journey then ${leaf('run')} else ${leaf(`n / ${others} * 7919 + n % ${others}`)} end as profile) w,
       lateral (select case when n % 5 = 0 then 0 when in_journey then n::float8 / $1::int else 0.2 + 0.8 * (n % ${others}) / ${others} end as place) o,
       lateral (select (array['delivered', 'handed', 'withheld', 'delivered', 'bounced'])[1 + n % 11 % 5] as state) s,
       lateral (select $2::timestamptz - (1 - place) * interval '600 days' as t, state <> 'withheld' as has_left) l
     order by place, n`,
    messages,
    at,
    runs,
  ];
}

export async function readOutreachIds(pool: pg.Pool): Promise<OutreachIds> {
  const texts = async (from: string): Promise<string[]> =>
    (await pool.query<{ id: string }>(`select public_id::text as id from ${from}`)).rows.map(({ id }) => id);
  const some = (first: number, last: number) =>
    texts(`campaign c where c.id between ${first} and ${last} order by c.id`);
  return {
    broadcasts: await some(largestBroadcast, largestBroadcast + 20),
    journeys: await some(largestJourney, largestJourney + 20),
    enrolments: await texts('enrolment e order by e.id limit 20'),
    template: 'template-7',
    topic: 'topic-1',
  };
}
