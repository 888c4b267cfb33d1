import type pg from 'pg';

const peopleTogether = 1_000;
/** What happens to each: he moves, and a message is written, or what became of one is noted. */
const waves = [
  { steps: 1, message: true, outcome: false },
  { steps: 1, message: false, outcome: true },
  { steps: 2, message: true, outcome: false },
  { steps: 1, message: false, outcome: true },
  { steps: 2, message: false, outcome: false },
  { steps: 1, message: true, outcome: false },
  { steps: 2, message: false, outcome: true },
];

/** The rows of a journey, written by one connection into tables of their own with the same indexes. @returns steps a second */
export async function stepsByHand(pool: pg.Pool, people: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query(
      `create table enrolment_by_hand (like enrolment including all);
       create table message_by_hand (like message including all);
       create temp table example as select * from enrolment limit 1;
       create temp table example_message as select * from message limit 1`,
    );
    const { rows } = await client.query<{ id: number }>('select profile_id as id from enrolment order by id limit $1', [
      people,
    ]);
    const ids = rows.map((row) => row.id);
    const begun = performance.now();
    let steps = 0;
    for (const [index, wave] of waves.entries())
      for (let from = 0; from < ids.length; from += peopleTogether) {
        const together = ids.slice(from, from + peopleTogether);
        await writeWave(client, together, { ...wave, index });
        steps += together.length * wave.steps;
      }
    return (steps * 1_000) / (performance.now() - begun);
  } finally {
    client.release();
  }
}

type Wave = (typeof waves)[number] & { readonly index: number };

async function writeWave(client: pg.ClientBase, ids: readonly number[], wave: Wave): Promise<void> {
  await client.query('begin');
  if (wave.index === 0)
    await client.query({
      name: 'enter by hand',
      text: `insert into enrolment_by_hand (public_id, campaign_id, version, profile_id, entry_key, run, state, step, due_at, entered_at)
        select gen_random_uuid(), x.campaign_id, x.version, p.id, '', 1, x.state, x.step, now(), now()
        from unnest($1::bigint[]) as p (id), example x`,
      values: [ids],
    });
  else {
    const { rows } = await client.query<{ id: number; state: object }>({
      name: 'read by hand',
      text: `select id, state from enrolment_by_hand where profile_id = any($1::bigint[]) and ended_at is null for update`,
      values: [ids],
    });
    await client.query({
      name: 'move by hand',
      text: `update enrolment_by_hand e set state = r.state, step = $3, due_at = now() + interval '1 day',
          ended_at = case when $4 then now() end
        from unnest($1::bigint[], $2::jsonb[]) as r (id, state) where e.id = r.id`,
      values: [
        rows.map((row) => row.id),
        rows.map((row) => JSON.stringify(row.state)),
        `step ${wave.index}`,
        wave.index === waves.length - 1,
      ],
    });
  }
  if (wave.message)
    await client.query({
      name: 'plan by hand',
      text: `insert into message_by_hand (public_id, campaign_id, profile_id, step, visit, medium, topic, is_marketing, template,
          priority, state, due_at, expires_at, context, planned_at)
        select gen_random_uuid(), x.campaign_id, p.id, $2, 1, x.medium, x.topic, x.is_marketing, x.template, x.priority, 'planned', now(),
          now() + interval '3 days', x.context, now()
        from unnest($1::bigint[]) as p (id), example_message x`,
      values: [ids, `step ${wave.index}`],
    });
  if (wave.outcome)
    await client.query({
      name: 'note by hand',
      text: `update message_by_hand set told_at = now() where profile_id = any($1::bigint[]) and told_at is null`,
      values: [ids],
    });
  await client.query('commit');
}
