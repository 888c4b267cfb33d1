import { isJsonObject, type JsonObject } from '@rapport/sdk';
import { randomBytes } from 'node:crypto';
import { account as ours, type CannedResponse, type DashboardApp, type Webhook } from './model';
import { type ApiRequest, found, invalid, type Route, stringsOf, textOf } from './request';

const events = [
  ...['conversation_status_changed', 'conversation_updated', 'conversation_created', 'contact_created'],
  ...['contact_updated', 'message_created', 'message_updated', 'webwidget_triggered', 'inbox_created', 'inbox_updated'],
  ...['conversation_typing_on', 'conversation_typing_off'],
];

function shown({ id, name, url, subscriptions, secret }: Webhook): JsonObject {
  return { id, name, url, account_id: ours.id, subscriptions: [...subscriptions], secret };
}

/** A url is taken once in an account; an event that is none is refused. */
function checked(request: ApiRequest, id: number | null): Pick<Webhook, 'url' | 'subscriptions' | 'name'> {
  const { body, account } = request;
  const given = isJsonObject(body['webhook']) ? body['webhook'] : body;
  const url = textOf(given, 'url');
  if (!/^https?:\/\//.test(url)) throw invalid('Url is invalid', 'url');
  if ([...account.webhooks.values()].some((one) => one.url === url && one.id !== id))
    throw invalid('Url has already been taken', 'url');
  const subscriptions = stringsOf(given, 'subscriptions');
  if (subscriptions.length === 0 || subscriptions.some((event) => !events.includes(event)))
    throw invalid('Subscriptions Invalid events', 'subscriptions');
  return { url, subscriptions, name: typeof given['name'] === 'string' ? given['name'] : null };
}

const webhookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/webhooks',
    adminOnly: true,
    answer: ({ account }) => ({ payload: { webhooks: [...account.webhooks.values()].map(shown) } }),
  },
  {
    method: 'POST',
    path: '/webhooks',
    adminOnly: true,
    answer: (request) => {
      const webhook = {
        id: request.account.nextSettingId(),
        secret: randomBytes(12).toString('hex'),
        ...checked(request, null),
      };
      request.account.webhooks.set(webhook.id, webhook);
      return { payload: { webhook: shown(webhook) } };
    },
  },
  {
    method: 'PATCH',
    path: '/webhooks/:id',
    adminOnly: true,
    answer: (request) => {
      const webhook = found(request.account.webhooks, request.ids[0]);
      Object.assign(webhook, checked(request, webhook.id));
      return { payload: { webhook: shown(webhook) } };
    },
  },
  {
    method: 'DELETE',
    path: '/webhooks/:id',
    adminOnly: true,
    answer: ({ account, ids }) => {
      account.webhooks.delete(found(account.webhooks, ids[0]).id);
      return null;
    },
  },
];

function appOf({ body, account }: ApiRequest): DashboardApp {
  const given = isJsonObject(body['dashboard_app']) ? body['dashboard_app'] : body;
  const content = Array.isArray(given['content']) ? given['content'].filter(isJsonObject) : [];
  if (content.length === 0 || content.some((one) => one['type'] !== 'frame' || typeof one['url'] !== 'string'))
    throw invalid('Content is invalid', 'content');
  return { id: account.nextSettingId(), title: textOf(given, 'title'), content };
}
const appShown = ({ id, title, content }: DashboardApp): JsonObject => ({ id, title, content: [...content] });

function cannedOf({ body }: ApiRequest): Pick<CannedResponse, 'short_code' | 'content'> {
  const given = isJsonObject(body['canned_response']) ? body['canned_response'] : body;
  return { short_code: textOf(given, 'short_code'), content: textOf(given, 'content') };
}
const cannedShown = (one: CannedResponse): JsonObject => ({ ...one, account_id: ours.id });

const cannedRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/canned_responses',
    answer: ({ account }) => [...account.cannedResponses.values()].map(cannedShown),
  },
  {
    method: 'POST',
    path: '/canned_responses',
    answer: (request) => {
      const { account } = request;
      const canned = { id: account.nextSettingId(), ...cannedOf(request) };
      if ([...account.cannedResponses.values()].some((one) => one.short_code === canned.short_code))
        throw invalid('Short code has already been taken', 'short_code');
      account.cannedResponses.set(canned.id, canned);
      return cannedShown(canned);
    },
  },
  {
    method: 'PATCH',
    path: '/canned_responses/:id',
    answer: (request) => {
      const canned = Object.assign(found(request.account.cannedResponses, request.ids[0]), cannedOf(request));
      return cannedShown(canned);
    },
  },
  {
    method: 'DELETE',
    path: '/canned_responses/:id',
    answer: ({ account, ids }) => {
      account.cannedResponses.delete(found(account.cannedResponses, ids[0]).id);
      return null;
    },
  },
];

const attributeModels = ['contact_attribute', 'conversation_attribute'];
const definitionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/custom_attribute_definitions',
    answer: ({ account, query }) =>
      account.attributeDefinitions
        .filter(({ model }) => model === query.get('attribute_model'))
        .map(({ body }) => body),
  },
  {
    method: 'POST',
    path: '/custom_attribute_definitions',
    adminOnly: true,
    answer: ({ account, body: { custom_attribute_definition: body } }) => {
      if (!isJsonObject(body)) throw invalid('param is missing', 'custom_attribute_definition');
      const [model, key] = [textOf(body, 'attribute_model'), textOf(body, 'attribute_key')];
      textOf(body, 'attribute_display_name');
      if (!attributeModels.includes(model)) throw invalid(`${model} is not a valid attribute_model`);
      if (account.attributeDefinitions.some((one) => one.model === model && one.key === key))
        throw invalid('Attribute key has already been taken', 'attribute_key');
      account.attributeDefinitions.push({ model, key, body });
      return body;
    },
  },
];

export const accountRoutes: readonly Route[] = [
  { method: 'GET', path: '', answer: ({ who }) => ({ ...ours, locale: 'en', role: who.role }) },
  {
    method: 'GET',
    path: '/inboxes',
    answer: ({ account }) => ({ payload: account.inboxes.map((one) => ({ ...one, timezone: 'UTC' })) }),
  },
  {
    method: 'GET',
    path: '/labels',
    answer: ({ account }) => ({ payload: [...account.labels].map((title) => ({ title, show_on_sidebar: true })) }),
  },
  {
    method: 'POST',
    path: '/labels',
    adminOnly: true,
    answer: ({ account, body }) => {
      const title = textOf(body, 'title');
      if (!/^[\p{L}\p{N}_-]+$/u.test(title)) throw invalid('Title is invalid', 'title');
      if (account.labels.has(title)) throw invalid('Title has already been taken', 'title');
      account.labels.add(title);
      return { title };
    },
  },
  ...webhookRoutes,
  {
    method: 'GET',
    path: '/agents',
    answer: ({ account }) => [...account.people.values()].map(({ id, name, role }) => ({ id, name, role })),
  },
  { method: 'GET', path: '/teams', answer: ({ account }) => [...account.teams.values()].map((team) => ({ ...team })) },
  {
    method: 'GET',
    path: '/dashboard_apps',
    answer: ({ account }) => [...account.dashboardApps.values()].map(appShown),
  },
  {
    method: 'POST',
    path: '/dashboard_apps',
    adminOnly: true,
    answer: (request) => {
      const app = appOf(request);
      request.account.dashboardApps.set(app.id, app);
      return appShown(app);
    },
  },
  ...cannedRoutes,
  ...definitionRoutes,
];
