import type { IncomingMessage } from 'node:http';
import type { Page } from '../helpdesk/chatwoot/server';
import { mailScript, mailStyle } from './mail-page-assets';
import type { DemoMail } from './mail-server';
import { type MailTexts, textsFor } from './mail-texts';

/** Mails in the list, the newest first. */
const listedMax = 100;

/**
 * What the customers of the demo find in their mailboxes: all of it in one list, and one mail as a mail program shows it. Made anew for
 * each request; the script only exchanges the list. Null: it is no page of it.
 * @param rapportUrl where pictures of mails come from: who looks at a mail here has opened it
 */
export function mailPage(
  mails: readonly DemoMail[],
  rapportUrl: string,
  { url = '/', headers }: Pick<IncomingMessage, 'url' | 'headers'>,
): Page | null {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const own = "default-src 'none'; base-uri 'none'; form-action 'none'";
  const policy = `${own}; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'`;
  if (pathname === '/mail.js') return { type: 'text/javascript; charset=utf-8', body: mailScript, policy };
  if (pathname === '/mail.css') return { type: 'text/css; charset=utf-8', body: mailStyle, policy };
  const html = 'text/html; charset=utf-8';
  if (pathname === '/') {
    const shown = mails.find(({ number }) => number === Number(searchParams.get('mail'))) ?? null;
    return { type: html, body: whole(mails, shown, textsFor(headers['accept-language'] ?? '')), policy };
  }
  const mail = mails.find(({ number }) => pathname === `/mails/${number}`);
  if (mail === undefined || mail.html === null) return null;
  const sandbox = 'sandbox allow-popups allow-popups-to-escape-sandbox';
  const looks = `style-src 'unsafe-inline'; img-src ${new URL(rapportUrl).origin} data:; frame-ancestors 'self'`;
  return { type: html, body: inNewTabs(mail.html), policy: `default-src 'none'; ${looks}; ${sandbox}` };
}

/** Links of a mail lead out of its frame. */
function inNewTabs(html: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}

function whole(mails: readonly DemoMail[], shown: DemoMail | null, texts: MailTexts): string {
  const listed = mails.slice(-listedMax).reverse();
  return `<!doctype html>
<html lang="${texts.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${texts.title}</title>
<link rel="stylesheet" href="/mail.css">
<script type="module" src="/mail.js"></script>
</head>
<body>
<header><h1>${texts.title}</h1><p>${texts.standIn}</p></header>
<nav aria-label="${texts.mails}" data-part="list">
${listed.length === 0 ? `<p>${texts.none}</p>` : `<ul>${listed.map((one) => listItem(one, one === shown)).join('\n')}</ul>`}
</nav>
<main>
${shown === null ? `<p>${texts.choose}</p>` : mailOf(shown, texts)}
</main>
</body>
</html>
`;
}

function listItem(mail: DemoMail, isShown: boolean): string {
  const current = isShown ? ' aria-current="page"' : '';
  return `<li><a href="/?mail=${mail.number}"${current}><b dir="auto">${escaped(mail.subject)}</b><span>${escaped(mail.to)} · ${time(mail)}</span></a></li>`;
}

function mailOf(mail: DemoMail, texts: MailTexts): string {
  const { number, to, subject, html, text, oneClickUrl } = mail;
  const unsubscribe =
    oneClickUrl === null
      ? ''
      : `<p><a href="${escaped(oneClickUrl)}" target="_blank" rel="noreferrer">${texts.unsubscribe}</a></p>`;
  const body =
    html === null
      ? `<pre tabindex="0" dir="auto">${escaped(text)}</pre>`
      : `<iframe title="${texts.mail}" src="/mails/${number}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  return `<h2 dir="auto">${escaped(subject)}</h2>
<p>${texts.to} ${escaped(to)} · ${time(mail)}</p>
${unsubscribe}
${body}`;
}

function time({ at }: DemoMail): string {
  const iso = new Date(at).toISOString();
  return `<time datetime="${iso}">${iso.slice(5, 16).replace('T', ' ')}</time>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
