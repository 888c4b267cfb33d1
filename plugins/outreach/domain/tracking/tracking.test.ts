import { createHmac } from 'node:crypto';
import type { ContentFormat } from '@rapport/sdk';
import { linksMax, linkPurpose, linkToken, readLinkToken } from './link';
import { trackLinks, type Tracking } from './rewrite';
import { followedTogether, isScannerAgent, machineRuleOf, soonestMilliseconds } from './scanner';

const messageId = '018f5b2e-7c1d-4a3b-9c8d-0123456789ab';
const digest = (text: string): string => createHmac('sha256', 'test').update(text).digest('hex');

describe('a token of a link', () => {
  const link = { messageId, position: 7, count: 200 };
  const token = linkToken(link, digest(linkPurpose(link, 'https://shop.example/a')));

  test('is 40 characters, and says message, position and count', () => {
    expect(token).toMatch(/^[\w-]{40}$/);
    expect(readLinkToken(token)).toEqual(link);
  });

  test('another target, place or message has another one', () => {
    const others = [
      linkToken(link, digest(linkPurpose(link, 'https://evil.example/a'))),
      linkToken({ ...link, position: 8 }, digest(linkPurpose({ ...link, position: 8 }, 'https://shop.example/a'))),
    ];
    expect(new Set([token, ...others]).size).toBe(3);
    expect(['', 'x', `${token}x`, `${token.slice(0, -1)}!`].map(readLinkToken)).toEqual([null, null, null, null]);
  });
});

describe('links of a message', () => {
  const formats = new Map<string, ContentFormat>([
    ['html', 'mjml'],
    ['text', 'text'],
    ['subject', 'line'],
    ['data', 'json'],
  ]);
  const tracking: Tracking = {
    publicUrl: 'https://crm.example',
    link: (to, position, count) => `https://crm.example/l/${position}of${count}?a=1&to=${encodeURIComponent(to)}`,
    pixel: (count) => `https://crm.example/o/${count}`,
  };
  const track = (content: Readonly<Record<string, string>>) => trackLinks(content, formats, tracking);
  const to = (position: number, count: number, url: string): string => tracking.link(url, position, count);
  const html = (position: number, count: number, url: string): string =>
    to(position, count, url).replaceAll('&', '&amp;');

  test.each<[what: string, before: string, after: string]>([
    ['a link', '<a href="https://x.example/">x</a>', `<a href="${html(1, 1, 'https://x.example/')}">x</a>`],
    ['single quotes', "<a href='https://x.example/'>", `<a href="${html(1, 1, 'https://x.example/')}">`],
    [
      'a style before it, and entities in it',
      '<A style="a:b" HREF="https://x.example/?a=1&amp;b=2&#38;c=%20">',
      `<A style="a:b" HREF="${html(1, 1, 'https://x.example/?a=1&b=2&c=%20')}">`,
    ],
    [
      'the same twice is one, another is another',
      '<a href="https://x.example/1"><a href="https://x.example/2"><a href="https://x.example/1">',
      [1, 2, 1].map((n) => `<a href="${html(n, 2, `https://x.example/${n}`)}">`).join(''),
    ],
    ['mail', '<a href="mailto:a@x.example">', '<a href="mailto:a@x.example">'],
    ['a telephone', '<a href="tel:+491">', '<a href="tel:+491">'],
    ['a place on the page', '<a href="#top">', '<a href="#top">'],
    ['a script', '<a href="javascript:alert(1)">', '<a href="javascript:alert(1)">'],
    ...['unsubscribe', 'preferences', 'confirm', 'survey/nps'].map((page): [string, string, string] => [
      `our page ${page}`,
      `<a href="https://crm.example/${page}/x">`,
      `<a href="https://crm.example/${page}/x">`,
    ]),
    [
      'a picture, a style sheet',
      '<img src="https://x.example/a.png"><link href="https://x.example/a.css">',
      '<img src="https://x.example/a.png"><link href="https://x.example/a.css">',
    ],
    ['an attribute that only ends so', '<a data-href="https://x.example/">', '<a data-href="https://x.example/">'],
  ])('of HTML: %s', (_what, before, after) => {
    const { html: made = '' } = track({ html: `<body>${before}</body>` });
    expect(made.replace(/<img src="https:\/\/crm[^>]*>/, '')).toBe(`<body>${after}</body>`);
  });

  test.each<[before: string, url: string, rest: string]>([
    ['Look: https://x.example/a.', 'https://x.example/a', '.'],
    ['(https://x.example/a)', 'https://x.example/a', ')'],
    ['https://x.example/A_(b), and', 'https://x.example/A_(b)', ', and'],
    ['请看 https://x.example/a。谢谢', 'https://x.example/a', '。谢谢'],
    ['https://x.example/?a=1&b=2#c\nnext', 'https://x.example/?a=1&b=2#c', '\nnext'],
  ])('of plain text: %s', (before, url, rest) => {
    const start = before.slice(0, before.indexOf('https'));
    expect(track({ text: before })).toEqual({ text: `${start}${to(1, 1, url)}${rest}` });
  });

  test('subject and data stay; one link in two parts is one; the picture stands at the end of the body', () => {
    const url = 'https://x.example/';
    expect(
      track({ subject: url, data: `"${url}"`, html: `<body><a href="${url}">x</a></body></html>`, text: url }),
    ).toEqual({
      ...{ subject: url, data: `"${url}"`, text: to(1, 1, url) },
      html: `<body><a href="${html(1, 1, url)}">x</a><img src="https://crm.example/o/1" width="1" height="1" alt="" style="display:block"></body></html>`,
    });
  });

  test('beyond the bound links lead where they led; beginnings of tags cost no more than their length', () => {
    const many = Array.from({ length: linksMax + 1 }, (_one, index) => `https://x.example/${index}`).join(' ');
    const { text = '' } = track({ text: many });
    expect(text.match(/crm\.example/g)).toHaveLength(linksMax);
    expect(text.endsWith(` https://x.example/${linksMax}`)).toBe(true);
    const started = performance.now();
    track({ html: '<a '.repeat(200_000), text: `https://x.example/(${')'.repeat(600_000)}` });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('a scanner, by rule', () => {
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1';
  const gmail = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
  const visit = { userAgent: safari, isPrefetch: false, at: 60_000, handedAt: 0 };

  test.each<
    [what: string, change: Partial<typeof visit> | { userAgent: null } | { handedAt: null }, rule: string | null]
  >([
    ['a telephone a minute later', {}, null],
    ['the proxy of Gmail, which asks when somebody opens', { userAgent: gmail }, null],
    ['a browser that fetches ahead', { isPrefetch: true }, 'prefetch'],
    ['a gateway that says its name', { userAgent: 'Mozilla/5.0 (compatible; Barracuda Sentinel)' }, 'user_agent'],
    ['Apple Mail, which fetches every picture', { userAgent: 'Mozilla/5.0' }, 'user_agent'],
    ['a library', { userAgent: 'python-requests/2.32' }, 'user_agent'],
    ['a preview of a chat', { userAgent: 'WhatsApp/2.24 A' }, 'user_agent'],
    ['who says nothing', { userAgent: null }, 'user_agent'],
    ['a second after the hand-over', { at: soonestMilliseconds - 1 }, 'too_soon'],
    ['just late enough', { at: soonestMilliseconds }, null],
    ['before the hand-over was noted', { handedAt: null }, 'too_soon'],
  ])('%s', (_what, change, rule) => {
    expect(machineRuleOf({ ...visit, ...change })).toBe(rule);
  });

  const at = (...all: readonly (readonly [position: number, seconds: number])[]) =>
    all.map(([position, seconds], id) => ({ id, position, at: seconds * 1_000 }));
  test.each<[what: string, visits: ReturnType<typeof at>, linkCount: number, flagged: number[]]>([
    ['all three within seconds, and the picture', at([0, 0], [1, 1], [2, 2], [3, 3]), 3, [0, 1, 2, 3]],
    ['two of three', at([1, 1], [2, 2]), 3, []],
    ['two of two', at([1, 1], [2, 1]), 2, []],
    ['three, in a minute', at([1, 0], [2, 30], [3, 60]), 3, []],
    ['three of ten', at([1, 1], [2, 2], [3, 3]), 10, []],
    ['six of ten', at([1, 1], [2, 2], [3, 3], [4, 3], [5, 4], [6, 4]), 10, [0, 1, 2, 3, 4, 5]],
    ['a person an hour after a gateway', at([1, 0], [2, 1], [3, 2], [2, 3600]), 3, [0, 1, 2]],
    ['one who opened a minute before a gateway came', at([0, 0], [1, 60], [2, 61], [3, 62]), 3, [1, 2, 3]],
  ])('together: %s', (_what, visits, linkCount, flagged) => {
    expect([...followedTogether(visits, linkCount)].sort()).toEqual(flagged);
  });

  test('what providers tell of who opened is judged by the same names', () => {
    expect([gmail, 'Slackbot-LinkExpanding 1.0', null].map(isScannerAgent)).toEqual([false, true, false]);
  });
});
