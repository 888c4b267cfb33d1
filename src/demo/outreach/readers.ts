import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { second } from '../clock';
import { newLaptop, newPhone } from '../device';
import { Random } from '../random';
import type { DemoMail } from './mail-server';

/** Mails that are being read at a time; what comes beyond that stays unread. */
const readingMax = 2_000;
const scores: readonly [Score, ...Score[]] = [
  { weight: 28, score: 10, comments: ['Kind people, and the boots fit.', ''] },
  { weight: 22, score: 9, comments: ['', 'Fast, and well packed.'] },
  { weight: 24, score: 8, comments: [''] },
  { weight: 10, score: 7, comments: ['A bit dear.', ''] },
  { weight: 10, score: 5, comments: ['The parcel was late.', ''] },
  { weight: 6, score: 2, comments: ['I had to explain it three times.'] },
];
type Score = { readonly weight: number; readonly score: number; readonly comments: readonly [string, ...string[]] };

/** What one does with a mail; after so many milliseconds each. */
export type Reading = {
  readonly userAgent: string;
  readonly opens: { readonly after: number; readonly url: string } | null;
  readonly clicks: { readonly after: number; readonly url: string } | null;
  readonly answers: {
    readonly after: number;
    readonly url: string;
    readonly form: Readonly<Record<string, string>>;
  } | null;
  readonly unsubscribes: { readonly after: number; readonly url: string } | null;
};

/** What the one to whom it is does with a mail: the same in each run. Nobody reads within the first seconds, as programs do. */
export function readingOf(mail: DemoMail, rapportUrl: string): Reading {
  const random = new Random(`reads ${mail.to} ${mail.subject}`);
  const { userAgent } = random.chance(0.6) ? newPhone(random) : newLaptop(random);
  const opensAfter = random.between(6, 50) * second;
  const links = linksOf(mail.html ?? '').filter((url) => url.startsWith(`${rapportUrl}/`));
  const at = (path: string): string | undefined => links.find((url) => url.startsWith(`${rapportUrl}${path}`));
  const [pixel, link, survey] = [at('/o/'), at('/l/'), at('/survey/')];
  const isRead = random.chance(0.6);
  const clicks = random.chance(0.4);
  const answers = random.chance(0.6);
  const hasEnough = random.chance(0.05);
  const { score, comments } = random.weighted(scores);
  const then = opensAfter + random.between(6, 20) * second;
  const form = { score: String(score), comment: random.pick(comments) };
  return {
    userAgent,
    opens: isRead && pixel !== undefined ? { after: opensAfter, url: pixel } : null,
    clicks: isRead && clicks && link !== undefined ? { after: then, url: link } : null,
    answers:
      isRead && answers && survey?.includes('/survey/nps/') === true
        ? { after: then, url: survey.replace(/\?.*$/, ''), form }
        : null,
    unsubscribes: isRead && hasEnough && mail.oneClickUrl !== null ? { after: then, url: mail.oneClickUrl } : null,
  };
}

/** Addresses of links and pictures. */
function linksOf(html: string): string[] {
  return [...html.matchAll(/\b(?:href|src)="(https?:[^"]+)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'));
}

/** The invented customers read their mail, while the demo runs, and do what one does with it. */
export class Readers {
  private reading = 0;

  constructor(
    private readonly rapportUrl: string,
    private readonly signal: AbortSignal,
  ) {
    // Whatever is being read ends with it.
    setMaxListeners(0, signal);
  }

  receive(mail: DemoMail): void {
    if (this.reading >= readingMax) return;
    this.reading++;
    const { userAgent, opens, clicks, answers, unsubscribes } = readingOf(mail, this.rapportUrl);
    const headers = { 'user-agent': userAgent };
    const acts: [{ readonly after: number; readonly url: string } | null, RequestInit][] = [
      [opens, {}],
      // Where it leads is not there: the shop is invented.
      [clicks, { redirect: 'manual' }],
      [answers, { method: 'POST', body: new URLSearchParams(answers?.form ?? {}) }],
      [unsubscribes, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }],
    ];
    const visits = acts.flatMap(([act, init]) =>
      act === null ? [] : [this.visit(act.after, act.url, { ...init, headers })],
    );
    void Promise.all(visits).finally(() => this.reading--);
  }

  private async visit(after: number, url: string, init: RequestInit): Promise<void> {
    try {
      await sleep(after, undefined, { signal: this.signal });
      await (await fetch(url, { ...init, signal: this.signal })).arrayBuffer();
    } catch {
      // The demo is being stopped, or Rapport is: nobody reads any more.
    }
  }
}
