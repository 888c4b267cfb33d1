import {
  type HelpdeskContext,
  type HelpdeskFinding,
  type HelpdeskPlace,
  type Json,
  type JsonObject,
  RapportError,
} from '@rapport/sdk';
import { z } from 'zod';
import { findingsOf, type Found, wantedEvents } from '../domain/check';
import { defineAttributes } from './definitions';

type Settings = { readonly accountId: number; readonly webhookSecret?: string | undefined };
type Context = HelpdeskContext<Settings>;

const versionAnswer = z.object({ version: z.string().max(40) });
const profileAnswer = z.object({ accounts: z.array(z.object({ id: z.int(), role: z.string().nullish() })) });
const webhook = z.object({
  id: z.int(),
  url: z.string(),
  subscriptions: z.array(z.string()).nullish(),
  secret: z.string().nullish(),
});
const webhooksAnswer = z.object({ payload: z.object({ webhooks: z.array(webhook) }) });
const webhookAnswer = z.object({ payload: z.object({ webhook }) });
const appsAnswer = z.array(z.object({ content: z.array(z.object({ url: z.string().nullish() })).nullish() }));

const appTitle = 'Rapport';

/** Looks, and changes nothing. */
export async function check(place: HelpdeskPlace, context: Context): Promise<HelpdeskFinding[]> {
  const { api, settings } = context;
  const version = await answered(api.get('/api'), versionAnswer);
  const profile = version === null ? null : await answered(api.get('/api/v1/profile'), profileAnswer);
  const account = profile?.accounts.find(({ id }) => id === settings.accountId);
  const role = account === undefined ? null : (account.role ?? 'agent');
  const isAdmin = role === 'administrator';
  const found: Found = {
    version: version?.version ?? null,
    isTokenTaken: profile !== null,
    role,
    events: isAdmin ? ((await ourWebhook(place, context))?.subscriptions ?? null) : null,
    hasSecret: settings.webhookSecret !== undefined,
    hasPanel: isAdmin && (await hasPanel(place, context)),
    webhookUrl: place.webhookUrl,
  };
  return findingsOf(found);
}

/**
 * Makes the webhook, the dashboard app and the attributes that are written, or adds what they lack; what is there is not made twice.
 * @returns settings to be kept: the secret by which the webhook signs
 */
export async function setUp(place: HelpdeskPlace, context: Context): Promise<JsonObject> {
  const { api, settings } = context;
  const account = `/api/v1/accounts/${settings.accountId}`;
  const known = await ourWebhook(place, context);
  const subscriptions = [...new Set([...(known?.subscriptions ?? []), ...wantedEvents])];
  const body = { webhook: { name: appTitle, url: place.webhookUrl, subscriptions } };
  const answer =
    known === null
      ? await api.post(`${account}/webhooks`, body)
      : await api.patch(`${account}/webhooks/${known.id}`, body);
  if (!(await hasPanel(place, context))) {
    const content = [{ type: 'frame', url: place.panelUrl }];
    await api.post(`${account}/dashboard_apps`, { dashboard_app: { title: appTitle, content } });
  }
  await defineAttributes(context);
  const made = webhookAnswer.safeParse(answer);
  const secret = made.success ? (made.data.payload.webhook.secret ?? known?.secret) : known?.secret;
  return secret === null || secret === undefined || secret === '' ? {} : { webhookSecret: secret };
}

async function ourWebhook({ webhookUrl }: HelpdeskPlace, { api, settings }: Context) {
  const answer = await api.get(`/api/v1/accounts/${settings.accountId}/webhooks`);
  const listed = webhooksAnswer.safeParse(answer);
  return (listed.success ? listed.data.payload.webhooks : []).find(({ url }) => url === webhookUrl) ?? null;
}

async function hasPanel({ panelUrl }: HelpdeskPlace, { api, settings }: Context): Promise<boolean> {
  const listed = appsAnswer.safeParse(await api.get(`/api/v1/accounts/${settings.accountId}/dashboard_apps`));
  return listed.success && listed.data.some(({ content }) => content?.some(({ url }) => url === panelUrl) === true);
}

/** Null: no answer, a refusal, or an answer of something else. */
async function answered<Schema extends z.ZodType>(answer: Promise<Json>, schema: Schema) {
  try {
    const parsed = schema.safeParse(await answer);
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof RapportError) return null;
    throw error;
  }
}
