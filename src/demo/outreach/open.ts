import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@rapport/sdk';
import { z } from 'zod';
import type { Api } from '../api';
import { demoBroadcasts, demoJourneys, demoSegments, demoTopics } from './campaigns';
import type { DemoMailServer } from './mail-server';
import { contentOf, demoTemplates } from './texts';

/** Key of the channel connection. */
const mailKey = 'nordlicht-mail';
const pollMilliseconds = 300;

function mutation(name: string, input: string, answer: string): string {
  return `mutation ($input: ${input}!) { ${name}(input: $input) { ${answer} } }`;
}

/** Before the first event: what customers say of a topic that is not there yet is kept nowhere. */
export async function openTopics(api: Api): Promise<void> {
  const create = mutation('createTopic', 'CreateTopicInput', 'topic { key }');
  for (const [position, topic] of demoTopics.entries())
    await api.ask(create, { input: { ...topic, position } }, z.unknown(), ['topic_key_taken']);
}

const settings = z.object({ outreachSettings: z.object({ publicUrl: z.string().nullable() }) });

/** As an admin would: the mail server, and where people's browsers find Rapport. Since the last run both may have other addresses. */
export async function connectMail(api: Api, { smtpPort }: DemoMailServer, url: string): Promise<void> {
  const server = { host: '127.0.0.1', port: smtpPort, security: 'none' };
  const sender = { fromName: 'Nordlicht', fromAddress: 'hello@nordlicht.example', perSecond: 50 };
  const created = await api.ask(
    mutation('createChannel', 'CreateChannelInput', 'channel { key }'),
    { input: { key: mailKey, channel: 'smtp', name: 'Nordlicht mail', settings: { ...server, ...sender } } },
    z.unknown(),
    ['channel_key_taken'],
  );
  if (created === null) {
    const change = mutation('changeChannel', 'ChangeChannelInput', 'channel { key }');
    await api.ask(change, { input: { key: mailKey, settings: server } }, z.unknown());
  }
  const found = await api.ask('{ outreachSettings { publicUrl } }', {}, settings);
  const known = found?.outreachSettings.publicUrl ?? null;
  // One that somebody wrote is his.
  if (known === null || new URL(known).hostname === new URL(url).hostname)
    await changeSettings(api, { publicUrl: url });
}

function changeSettings(api: Api, input: JsonObject): Promise<unknown> {
  return api.ask(
    mutation('changeOutreachSettings', 'ChangeOutreachSettingsInput', 'settings { sandbox }'),
    { input },
    z.unknown(),
  );
}

const templateDraft = z.object({ template: z.object({ version: z.int(), content: z.json() }).nullable() });

/**
 * Texts and journeys, live. The sandbox is off, since nothing leaves this machine, and nights are not quiet: whoever looks at the demo in the
 * evening sees mail, too. What is there already is the user's, but for a draft just as it is made here: a run was stopped before it
 * published it.
 */
export async function openJourneys(api: Api): Promise<void> {
  await changeSettings(api, { sandbox: false, policy: { quietHours: [] } });
  const create = mutation('createTemplate', 'CreateTemplateInput', 'template { key }');
  const publish = mutation('publishTemplate', 'TemplateInput', 'template { version }');
  for (const template of demoTemplates) {
    const { key, name } = template;
    const content = contentOf(template);
    const input = { key, name, medium: 'email', defaultLocale: 'en', content };
    const made = await api.ask(create, { input }, z.unknown(), ['template_key_taken']);
    if (made === null) {
      const query = 'query ($key: String!) { template(key: $key) { version content } }';
      const found = (await api.ask(query, { key }, templateDraft))?.template;
      if (found?.version !== 0 || !isDeepStrictEqual(found.content, content)) continue;
    }
    await api.ask(publish, { input: { key } }, z.unknown());
  }
  await openAll(api, demoJourneys, {
    ...{
      list: '{ journeys(first: 100) { edges { node { id: journeyId key state definition } } } }',
      field: 'journeys',
    },
    ...{ create: mutation('createJourney', 'CreateJourneyInput', 'clientMutationId'), taken: 'journey_key_taken' },
    open: (id) =>
      api.ask(
        mutation('publishJourney', 'JourneyInput', 'clientMutationId'),
        { input: { journeyId: id } },
        z.unknown(),
      ),
  });
}

/** One broadcast with news, one with a survey: once, when all that happened before is there. */
export async function sendBroadcasts(api: Api, signal: AbortSignal): Promise<void> {
  const create = mutation('createSegment', 'CreateSegmentInput', 'segment { segmentId }');
  const publish = mutation('publishSegment', 'SegmentInput', 'segment { segmentId }');
  for (const input of demoSegments) {
    const made = await api.ask(create, { input }, newSegment, ['segment_key_taken']);
    const segmentId = made?.createSegment.segment.segmentId;
    if (segmentId !== undefined) await api.ask(publish, { input: { segmentId } }, z.unknown());
  }
  for (const { key } of demoSegments) await untilBuilt(api, key, signal);
  if (signal.aborted) return;
  await openAll(api, demoBroadcasts, {
    list: '{ broadcasts(first: 100) { edges { node { id: broadcastId key state definition } } } }',
    field: 'broadcasts',
    ...{ create: mutation('createBroadcast', 'CreateBroadcastInput', 'clientMutationId'), taken: 'campaign_key_taken' },
    open: (id) =>
      api.ask(
        mutation('startBroadcast', 'StartBroadcastInput', 'clientMutationId'),
        { input: { broadcastId: id } },
        z.unknown(),
      ),
  });
}

const newSegment = z.object({ createSegment: z.object({ segment: z.object({ segmentId: z.string() }) }) });
const built = z.object({ segment: z.object({ version: z.int() }).nullable() });

/** Who is in it is known. */
async function untilBuilt(api: Api, key: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const found = await api.ask('query ($key: String!) { segment(key: $key) { version } }', { key }, built);
    if (found?.segment?.version !== 0) return;
    await sleep(pollMilliseconds, undefined, { signal }).catch(() => undefined);
  }
}

const node = z.object({ id: z.string(), key: z.string(), state: z.string(), definition: z.json() });
const listed = z.record(z.string(), z.object({ edges: z.array(z.object({ node })) }));

type Campaign = { readonly key: string; readonly name: string; readonly definition: JsonObject };
type Way = {
  readonly list: string;
  readonly field: string;
  readonly create: string;
  /** Code of the error that says that there is one of this key. */
  readonly taken: string;
  readonly open: (id: string) => Promise<unknown>;
};

/** Creates what is missing, and opens what is a draft just as it is made here. */
async function openAll(
  api: Api,
  campaigns: readonly Campaign[],
  { list, field, create, taken, open }: Way,
): Promise<void> {
  for (const { key, name, definition } of campaigns)
    await api.ask(create, { input: { key, name, definition } }, z.unknown(), [taken]);
  const found = (await api.ask(list, {}, listed))?.[field]?.edges ?? [];
  for (const campaign of campaigns) {
    const made = found.find((one) => one.node.key === campaign.key)?.node;
    if (made?.state === 'DRAFT' && isDeepStrictEqual(made.definition, campaign.definition)) await open(made.id);
  }
}
