import pg from 'pg';

export const seededSender = { fromName: 'Shop', fromAddress: 'hello@shop.example' };

/**
 * What a broadcast needs, straight into the tables: people with an address each, a channel to a mail server, a text, a topic.
 * @param content parts of the template, in English
 */
export async function seedBroadcast(
  databaseUrl: string,
  {
    people,
    port,
    concurrency,
    perSecond,
    content = {
      subject: 'Spring, {{traits.first_name}}',
      text: 'Dear {{traits.first_name}}, spring is here. {{unsubscribe_url}}',
    },
  }: {
    people: number;
    port: number;
    concurrency: number;
    perSecond: number;
    content?: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const settings = {
    ...{ host: '127.0.0.1', port, security: 'none', ...seededSender },
    ...{ perSecond, concurrency },
  };
  await onDatabase(databaseUrl, async (client) => {
    await client.query('set search_path to rapport');
    await client.query(
      `insert into identifier_kind (name) values ('email') on conflict do nothing;
       insert into source_ref (ref) values ('seed') on conflict do nothing;`,
    );
    await client.query(
      `with person as (
         insert into profile (id, public_id, root_id, created_at, traits, trait_origins)
         select n, gen_random_uuid(), n, now(), jsonb_build_object('first_name', 'Person ' || n, 'email', 'p' || n || '@example.org'),
           jsonb_build_array(jsonb_build_array(1, 'seed', (select id from source_ref where ref = 'seed'), 0, '["first_name","email"]'::jsonb))
         from (select nextval('profile_id_seq') as n from generate_series(1, $1::int)) s returning id)
       insert into identifier (kind_id, value, profile_id, verified, source_id, first_seen, last_seen)
       select k.id, 'p' || person.id || '@example.org', person.id, true, s.id, now(), now()
       from person, identifier_kind k, source_ref s where k.name = 'email' and s.ref = 'seed'`,
      [people],
    );
    await client.query(
      `update outreach_setting set sandbox = false, public_url = 'http://127.0.0.1:9', policy = '{"quietHours":[],"caps":[]}'`,
    );
    await client.query(
      `insert into channel_connection (key, channel, medium, name, settings, address_secret, enabled, is_default, created_at,
         updated_at, updated_by) values ('shop', 'smtp', 'email', 'Shop', $1, 'x', true, true, now(), now(), 'test')`,
      [settings],
    );
    await client.query(
      `insert into topic (key, name, kind, basis, updated_at, updated_by)
       values ('offers', '{"en":"Offers"}', 'marketing', 'opt_out', now(), 'test')`,
    );
    await client.query(
      `with t as (insert into template (public_id, key, name, medium, default_locale, draft, version, created_at, updated_at, updated_by)
         values (gen_random_uuid(), 'spring', 'Spring', 'email', 'en', $1, 1, now(), now(), 'test') returning id)
       insert into template_version (template_id, version, default_locale, content, at, actor)
       select id, 1, 'en', $1, now(), 'test' from t`,
      [{ en: content }],
    );
  });
}

/** From now on it runs. */
export async function startBroadcast(databaseUrl: string, key: string): Promise<void> {
  const definition = { audience: { everyone: true }, channel: 'email', topic: 'offers', template: 'spring' };
  await onDatabase(databaseUrl, (client) =>
    client.query(
      `with c as (insert into rapport.campaign (public_id, key, name, kind, state, draft, version, starts_at, created_at, updated_at,
           updated_by)
         values (gen_random_uuid(), $1, $1, 'broadcast', 'running', $2, 1, now(), now(), now(), 'test') returning id)
       insert into rapport.campaign_version (campaign_id, version, definition, at, actor) select id, 1, $2, now(), 'test' from c`,
      [key, definition],
    ),
  );
}

/** How many messages are in which state, and whether the broadcast is done. */
export async function broadcastStates(
  databaseUrl: string,
  key: string,
): Promise<{ readonly state: string; readonly counts: Readonly<Record<string, number>> }> {
  return onDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ state: string; counts: Record<string, number> | null }>(
      `select c.state, (select jsonb_object_agg(state, n) from (select state, count(*) as n from rapport.message m
         where m.campaign_id = c.id group by state) s) as counts from rapport.campaign c where c.key = $1`,
      [key],
    );
    return { state: rows[0]?.state ?? '', counts: rows[0]?.counts ?? {} };
  });
}

export async function onDatabase<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
