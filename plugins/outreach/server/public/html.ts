import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Core, type HttpMount, RapportError, readBody } from '@rapport/sdk';
import { messageOfPage } from './links';

const bodyBytesMax = 32_768;

export type PageLanguage = 'en' | 'zh-Hans' | 'de';

/** The first that we speak of what a browser asks for. */
export function languageOf(accept: string | undefined): PageLanguage {
  for (const part of (accept ?? '').slice(0, 500).split(',')) {
    const wish = part.trim().toLowerCase();
    if (wish.startsWith('zh')) return 'zh-Hans';
    if (wish.startsWith('de')) return 'de';
    if (wish.startsWith('en')) return 'en';
  }
  return 'en';
}

/** What somebody wrote in several languages, for the reader of a page. @param texts language -> text */
export function textIn(texts: Readonly<Record<string, string>> | null, language: PageLanguage): string | null {
  return texts?.[language] ?? (language === 'zh-Hans' ? texts?.['zh'] : undefined) ?? texts?.['en'] ?? null;
}

/** The reader of a message on one of our pages. */
export type Visit = {
  readonly messageId: string;
  readonly language: PageLanguage;
  readonly query: URLSearchParams;
  /** What was sent; null: it is only looked at, and nothing may be changed. */
  readonly form: URLSearchParams | null;
};
/** Null: the message is not there any more. */
export type PageAnswer = { readonly status: number; readonly title: string; readonly body: string } | null;

const words = {
  en: {
    title: 'Your messages',
    unknown: 'This link does not work any more. Please use the one in a newer message, or answer to it.',
    failed: 'That did not work just now. Please try again in a minute.',
  },
  'zh-Hans': {
    title: '您的消息',
    unknown: '此链接已失效。请使用较新消息中的链接，或直接回复该消息。',
    failed: '暂时无法完成，请稍后再试。',
  },
  de: {
    title: 'Ihre Nachrichten',
    unknown: 'Dieser Link gilt nicht mehr. Bitte nehmen Sie den in einer neueren Nachricht, oder antworten Sie darauf.',
    failed: 'Das ging gerade nicht. Bitte versuchen Sie es in einer Minute noch einmal.',
  },
} as const satisfies Readonly<Record<PageLanguage, object>>;

/**
 * A page below `/<page>/` for readers of messages: by the signed link of a message, in the reader's language, without login and without
 * JavaScript. A GET shows, since whoever scans mails follows every link; only a POST does something.
 * @param page as in links.ts
 */
export function createPageMount(core: Core, page: string, answer: (visit: Visit) => Promise<PageAnswer>): HttpMount {
  return {
    path: `/${page}`,
    async handle(request, response) {
      const language = languageOf(request.headers['accept-language']);
      const { title, unknown, failed } = words[language];
      try {
        const visit = await visitOf(core, page, request, language);
        const answered = visit === null ? null : await answer(visit);
        send(response, language, answered ?? { status: 404, title, body: paragraph(unknown) });
      } catch (error) {
        const coded = error instanceof RapportError ? error : new RapportError('internal_error');
        if (coded !== error) core.log.error({ err: error, page }, 'a page for a reader failed');
        send(response, language, { status: coded.status, title, body: paragraph(failed, 'alert') });
      }
    },
  };
}

/** @throws RapportError method_not_allowed, body_too_large */
async function visitOf(
  core: Core,
  page: string,
  request: IncomingMessage,
  language: PageLanguage,
): Promise<Visit | null> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
  const messageId = messageOfPage(core, page, pathname);
  if (messageId === null) return null;
  const visit = { messageId, language, query };
  if (request.method === 'GET' || request.method === 'HEAD') return { ...visit, form: null };
  if (request.method !== 'POST') throw new RapportError('method_not_allowed');
  return { ...visit, form: new URLSearchParams((await readBody(request, bodyBytesMax)).toString('utf8')) };
}

/** Words of ours or of a customer's company, as HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => entities[mark] ?? '');
}
const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
  ...{ '"': '&quot;', "'": '&#39;' },
};

/** @param role `status`: it is read out when the page has come */
export function paragraph(text: string, role?: 'status' | 'alert'): string {
  return `<p${role === undefined ? '' : ` role="${role}"`}>${escapeHtml(text)}</p>`;
}

/** A form that posts to the page itself. @param inner HTML */
export const form = (inner: string): string => `<form method="post">${inner}</form>`;

export function button(name: string, value: string, text: string): string {
  return `<button name="${name}" value="${escapeHtml(value)}">${escapeHtml(text)}</button>`;
}

export const link = (url: string, text: string): string =>
  `<p><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></p>`;

export const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

const style = `:root{color-scheme:light dark;--line:light-dark(#767676,#8f8f8f);--quiet:light-dark(#595959,#a6a6a6)}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;margin:0;
display:grid;min-height:100vh;place-items:center;background:light-dark(#fff,#141414);color:light-dark(#1a1a1a,#ededed)}
main{width:100%;max-width:34rem;padding:1.5rem}h1{font-size:1.4rem;line-height:1.3}fieldset{border:0;margin:0 0 1rem;padding:0;min-width:0}
legend{padding:0;margin-bottom:.5rem}small{display:block;color:var(--quiet);font-size:.9rem}
button{font:inherit;display:block;width:100%;text-align:left;margin:.6rem 0;padding:.9rem 1rem;border:1px solid var(--line);
border-radius:.5rem;background:transparent;color:inherit;cursor:pointer}button.main{border:0;background:light-dark(#1c4f9c,#9cc3ff);
color:light-dark(#fff,#0b1a30);text-align:center;font-weight:600}button:focus-visible,input:focus-visible,textarea:focus-visible{
outline:3px solid Highlight;outline-offset:2px}a{color:inherit}label.row{display:flex;gap:.8rem;align-items:flex-start;padding:.8rem 0;
border-bottom:1px solid light-dark(#e0e0e0,#3a3a3a)}label.row input{width:1.3rem;height:1.3rem;margin:.1rem 0 0;flex:none}
.scale{display:flex;flex-wrap:wrap;gap:.4rem}.scale label{flex:1 0 2.6rem;text-align:center;padding:.6rem 0;border:1px solid var(--line);
border-radius:.5rem;cursor:pointer}.scale input{display:block;margin:0 auto .3rem;width:1.2rem;height:1.2rem}.ends{display:flex;
justify-content:space-between;gap:1rem;margin:.4rem 0 1rem}.ends small:last-child{text-align:right}textarea{font:inherit;width:100%;min-height:7rem;padding:.7rem;
border:1px solid var(--line);border-radius:.5rem;background:transparent;color:inherit;margin-top:.3rem}`;

function send(
  response: ServerResponse,
  language: PageLanguage,
  { status, title, body }: NonNullable<PageAnswer>,
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    ...{ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    'x-robots-tag': 'noindex',
    'x-content-type-options': 'nosniff',
  });
  response.end(`<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`);
}
