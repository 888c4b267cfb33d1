import type { IncomingMessage } from 'node:http';
import type { ChatwootAccount } from './chatwoot/chatwoot';
import type { Conversation, Message } from './chatwoot/model';
import type { Page } from './chatwoot/server';
import { pageScript, pageStyle } from './page-assets';
import { type DeskTexts, textsFor } from './texts';

/** Conversations in the list: the open ones first, then those in which something happened last. */
const listedMax = 40;
const excerptCharsMax = 70;

/**
 * What agents have before them: conversations, what was said, and the panel as a dashboard app, in Chatwoot's protocol. Made anew for each
 * request; the script only exchanges its parts. Null: it is no page of the helpdesk.
 */
export function deskPage(
  account: ChatwootAccount,
  { url = '/', headers }: Pick<IncomingMessage, 'url' | 'headers'>,
): Page | null {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const frame = panelOf(account);
  const policy = [
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'",
    `frame-src ${frame === null ? "'none'" : new URL(frame).origin}; frame-ancestors 'none'`,
  ].join('; ');
  if (pathname === '/desk.js') return { type: 'text/javascript; charset=utf-8', body: pageScript, policy };
  if (pathname === '/desk.css') return { type: 'text/css; charset=utf-8', body: pageStyle, policy };
  if (pathname !== '/') return null;
  const texts = textsFor(headers['accept-language'] ?? '');
  const listed = newest(account);
  const asked = account.conversations.get(Number(searchParams.get('conversation')));
  const shown = asked ?? listed[0] ?? null;
  return { type: 'text/html; charset=utf-8', body: html({ account, texts, listed, shown, frame }), policy };
}

function newest(account: ChatwootAccount): Conversation[] {
  const isOpen = ({ status }: Conversation): number => (status === 'open' ? 1 : 0);
  return [...account.conversations.values()]
    .sort((a, b) => isOpen(b) - isOpen(a) || b.lastActivityAt - a.lastActivityAt || b.id - a.id)
    .slice(0, listedMax);
}

/** Where the dashboard app is that Rapport has put there. */
function panelOf({ dashboardApps }: ChatwootAccount): string | null {
  const url = [...dashboardApps.values()].at(-1)?.content[0]?.['url'];
  return typeof url === 'string' && URL.canParse(url) ? url : null;
}

type Shown = {
  readonly account: ChatwootAccount;
  readonly texts: DeskTexts;
  readonly listed: readonly Conversation[];
  readonly shown: Conversation | null;
  readonly frame: string | null;
};

function html({ account, texts, listed, shown, frame }: Shown): string {
  const agent = account.people.get(shown?.assigneeId ?? -1) ?? [...account.people.values()][0];
  const context = {
    conversation: { id: shown?.id ?? null },
    contact: { id: shown?.contactId ?? null },
    currentAgent: { id: agent?.id ?? null, name: agent?.name ?? null, email: null },
  };
  const items = listed.map((one) => listItem(one, account, texts, one === shown)).join('\n');
  return `<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${texts.title}</title>
<link rel="stylesheet" href="/desk.css">
<script type="module" src="/desk.js"></script>
</head>
<body>
<header><h1>${texts.title}</h1><p>${texts.standIn}</p></header>
<nav aria-label="${texts.conversations}" data-part="list"><ul>
${items}
</ul></nav>
<main data-part="conversation" data-context="${escaped(JSON.stringify(context))}">
${shown === null ? `<p>${texts.none}</p>` : conversation(shown, account, texts)}
</main>
<iframe title="Rapport"${frame === null ? '' : ` data-src="${escaped(frame)}"`}></iframe>
</body>
</html>
`;
}

function listItem(one: Conversation, account: ChatwootAccount, texts: DeskTexts, isShown: boolean): string {
  const last = messagesOf(one, account).at(-1)?.content ?? '';
  const excerpt = last.length > excerptCharsMax ? `${last.slice(0, excerptCharsMax - 1)}…` : last;
  const current = isShown ? ' aria-current="page"' : '';
  return `<li><a href="/?conversation=${one.id}"${current}><b dir="auto">${escaped(nameOf(one, account))}</b> <i>${state(one, texts)}</i><span dir="auto">${escaped(excerpt)}</span></a></li>`;
}

function conversation(one: Conversation, account: ChatwootAccount, texts: DeskTexts): string {
  const agent = account.people.get(one.assigneeId ?? -1)?.name ?? texts.nobody;
  const said = messagesOf(one, account).map((message) => messageItem(message, one, account, texts));
  return `<h2 dir="auto">${escaped(nameOf(one, account))}</h2>
<p>#${one.id} · ${escaped(one.inbox.name)} · ${state(one, texts)} · ${escaped(agent)}</p>
<ol tabindex="0" aria-label="${texts.messages}">${said.join('\n')}</ol>`;
}

function messageItem(message: Message, one: Conversation, account: ChatwootAccount, texts: DeskTexts): string {
  const { sender, content, createdAt, contentAttributes } = message;
  const isCustomer = sender?.type === 'contact';
  const person = sender?.type === 'user' ? account.people.get(sender.id)?.name : undefined;
  const by = isCustomer ? nameOf(one, account) : (person ?? texts.helpdesk);
  const time = new Date(createdAt).toISOString();
  const survey = message.contentType === 'input_csat' ? ratingOf(one, account, contentAttributes) : '';
  return `<li${isCustomer ? ' class="customer"' : ''}><b dir="auto">${escaped(by)}</b> <time datetime="${time}">${time.slice(5, 16).replace('T', ' ')}</time><p dir="auto">${escaped(content ?? '')}${survey}</p></li>`;
}

/** What was answered to the survey. */
function ratingOf({ id }: Conversation, { ratings }: ChatwootAccount, answered: object): string {
  const rating = ratings.findLast(({ conversationId }) => conversationId === id)?.rating;
  return Object.keys(answered).length === 0 || rating === undefined ? '' : ` <b>${rating}/5</b>`;
}

function messagesOf({ id }: Conversation, { messages }: ChatwootAccount): Message[] {
  return [...messages.values()].filter(({ conversationId }) => conversationId === id);
}

function nameOf({ contactId }: Conversation, { contacts }: ChatwootAccount): string {
  return contacts.get(contactId)?.name ?? '';
}

function state({ status }: Conversation, texts: DeskTexts): string {
  return status === 'open' ? texts.open : texts.closed;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
