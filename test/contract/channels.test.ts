import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { z } from 'zod';
import emailPlugin from '../../plugins/channel-email/server';
import emailManifest from '../../plugins/channel-email/package.json';
import { email } from '../../plugins/channel-email/server/email';
import helpdeskPlugin from '../../plugins/channel-helpdesk/server';
import helpdeskManifest from '../../plugins/channel-helpdesk/package.json';
import { helpdesk } from '../../plugins/channel-helpdesk/server/helpdesk';
import webhookPlugin from '../../plugins/channel-webhook/server';
import webhookManifest from '../../plugins/channel-webhook/package.json';
import { webhook } from '../../plugins/channel-webhook/server/webhook';
import consolePlugin from '../../examples/channel-console/src';
import consoleManifest from '../../examples/channel-console/package.json';
import { consoleChannel } from '../../examples/channel-console/src/console';
import { chatwoot } from '../../plugins/helpdesk-chatwoot/server/chatwoot';
import { ChatwootServer } from '../../src/demo/helpdesk/chatwoot/server';
import { PacedApi } from '../../src/helpdesk/api';
import { converse } from '../../src/helpdesk/converse';
import { type Behaviour, describeChannel, type Provider } from '../support/channel-contract';
import { SmtpSink, type SinkOptions } from '../support/smtp-sink';

const text = z.string();
const password = 'correct-horse-battery';
const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`;
const all: readonly Behaviour[] = [
  ...(['takes it', 'refuses it for good', 'refuses it for now', 'is too busy'] as const),
  ...(['never answers', 'is lost before the answer', 'is away'] as const),
];

const rules: Readonly<Record<Behaviour, SinkOptions['rules']>> = {
  'takes it': [],
  'is away': [],
  'refuses it for good': [{ when: '.', at: 'rcpt', answer: '550 5.1.1 User unknown' }],
  'refuses it for now': [{ when: '.', at: 'rcpt', answer: '451 4.7.1 Greylisted' }],
  'is too busy': [{ when: '.', at: 'rcpt', answer: '421 4.3.2 Too busy' }],
  'never answers': [{ when: '.', at: 'data', answer: 'hang' }],
  'is lost before the answer': [{ when: '.', at: 'data', answer: 'drop' }],
};

async function mailServer(behaviour: Behaviour): Promise<Provider> {
  const sink = await SmtpSink.start({ rules: [...rules[behaviour]], login: { user: 'shop', password } });
  const { port } = sink;
  if (behaviour === 'is away') await sink.stop();
  return {
    settings: {
      ...{ host: '127.0.0.1', port, security: 'none', user: 'shop', password },
      ...{ fromName: 'Shop', fromAddress: 'hi@shop.example' },
    },
    taken: () => sink.taken.map(({ messageId }) => messageId.replace(/^<|@.*$/g, '')),
    stop: async () => (behaviour === 'is away' ? undefined : sink.stop()),
  };
}

const statuses: Partial<Record<Behaviour, number>> = {
  'takes it': 204,
  'refuses it for good': 410,
  'refuses it for now': 500,
  'is too busy': 429,
};

function answer(behaviour: Behaviour, response: ServerResponse): void {
  const status = statuses[behaviour];
  if (status !== undefined) response.writeHead(status, { 'retry-after': '7' }).end();
  else if (behaviour === 'is lost before the answer') response.destroy();
}

async function receiver(behaviour: Behaviour): Promise<Provider> {
  const taken: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const isRefused = behaviour.startsWith('refuses') || behaviour === 'is too busy';
      if (!isRefused) taken.push(String(request.headers['webhook-id']));
      answer(behaviour, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  if (behaviour === 'is away') await stop();
  return {
    settings: { url: `http://127.0.0.1:${port}/messages`, secret, allowPrivateAddresses: true },
    taken: () => taken,
    stop: async () => (behaviour === 'is away' ? undefined : stop()),
  };
}

const refusals: Partial<Record<Behaviour, number>> = {
  'refuses it for good': 422,
  'refuses it for now': 503,
  'is too busy': 429,
};
const opens = (asked: string): boolean => asked === 'POST /conversations';

async function desk(behaviour: Behaviour): Promise<Provider> {
  const never = new Promise<void>(() => undefined);
  const server = await ChatwootServer.start({
    before: async (asked) => (behaviour === 'never answers' && opens(asked) ? never : undefined),
  });
  server.refuses = (asked) => (opens(asked) ? (refusals[behaviour] ?? null) : null);
  if (behaviour === 'is lost before the answer') server.losesAnswerTo = opens;
  const settings = chatwoot.settings.parse({ baseUrl: server.url, accountId: 1, apiToken: 'admin-token' });
  const api = new PacedApi(chatwoot.api(settings), 60_000);
  const { account } = server;
  if (behaviour === 'is away') await server.stop();
  return {
    settings: { helpdesk: 'support', inboxes: ['Mail'] },
    taken: () => [...account.conversations.values()].map((one) => text.parse(one.custom_attributes['cdp_message'])),
    stop: async () => (behaviour === 'is away' ? undefined : server.stop()),
    helpdesks: {
      converse: (key, conversation, signal) =>
        converse({ key, helpdesk: chatwoot, settings }, { api, now: account.now() }, conversation, signal),
      inboxes: () => Promise.resolve([]),
    },
  };
}

async function printed(): Promise<Provider> {
  const lines: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((line, ...rest) => {
    lines.push(String(line));
    for (const each of rest) if (typeof each === 'function') each();
    return true;
  });
  return {
    settings: {},
    taken: () =>
      lines.filter((line) => line.startsWith('message ')).map((line) => /"id":"([^"]*)/.exec(line)?.[1] ?? ''),
    stop: async () => spy.mockRestore(),
  };
}

describe('e-mail', () =>
  describeChannel({
    ...{ plugin: emailPlugin, channel: email, manifest: emailManifest, address: 'ada@example.org' },
    ...{ content: { subject: 'Hello', text: 'Hello Ada' }, secrets: [password] },
    ...{ behaviours: all, start: mailServer },
  }));

describe('helpdesk', () =>
  describeChannel({
    ...{ plugin: helpdeskPlugin, channel: helpdesk, manifest: helpdeskManifest, address: 'ada@example.org' },
    ...{ content: { text: 'Hello Ada' }, secrets: [], behaviours: all, start: desk },
  }));

describe('webhook', () =>
  describeChannel({
    ...{ plugin: webhookPlugin, channel: webhook, manifest: webhookManifest, address: 'customer-7' },
    ...{ content: { body: '{"title":"Hello"}' }, secrets: [secret] },
    ...{ behaviours: all, start: receiver },
  }));

describe('console, of examples/', () =>
  describeChannel({
    ...{ plugin: consolePlugin, channel: consoleChannel, manifest: consoleManifest, address: 'ada@example.org' },
    ...{ content: { text: 'Hello' }, secrets: [], behaviours: ['takes it'], start: printed },
  }));
