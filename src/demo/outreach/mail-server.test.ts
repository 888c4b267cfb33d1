import { createTransport } from 'nodemailer';
import { type DemoMail, DemoMailServer } from './mail-server';
import { readingOf } from './readers';

const rapportUrl = 'http://127.0.0.1:1337';
let server: DemoMailServer;
const told: DemoMail[] = [];
beforeAll(async () => {
  server = await DemoMailServer.start({ smtpPort: 0, pagePort: 0, rapportUrl, onMail: (mail) => told.push(mail) });
});
afterAll(() => server.stop());

async function send(to: string, subject: string, html: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: server.smtpPort, secure: false, ignoreTLS: true });
  const list = {
    'List-Unsubscribe': `<${rapportUrl}/unsubscribe/one>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  await transport.sendMail({ from: 'hello@nordlicht.example', to, subject, html, headers: list });
  transport.close();
}

const get = async (path: string): Promise<Response> => fetch(`${server.url}${path}`);

test('what comes by SMTP is on the page: subjects as text, the mail in a sandbox, its links out of it', async () => {
  await send(
    'joe.miller@mailbox.example',
    '<b>Grüße 你好',
    '<html><head></head><body><a href="https://x.example">go</a></body></html>',
  );
  expect(told).toMatchObject([{ number: 1, subject: '<b>Grüße 你好', oneClickUrl: `${rapportUrl}/unsubscribe/one` }]);
  const page = await (await get('/?mail=1')).text();
  expect(page).toContain('&#60;b&#62;Grüße 你好');
  expect(page).toContain(`href="${rapportUrl}/unsubscribe/one"`);
  const mail = await get('/mails/1');
  expect(mail.headers.get('content-security-policy')).toContain(`img-src ${rapportUrl} data:`);
  expect(mail.headers.get('content-security-policy')).toContain('sandbox allow-popups');
  expect(await mail.text()).toContain('<head><base target="_blank">');
  expect((await get('/mails/2')).status).toBe(404);
  const chinese = await fetch(server.url, { headers: { 'accept-language': 'zh-CN' } });
  expect(await chinese.text()).toContain('lang="zh-Hans"');
});

test('some addresses are gone, and the server says so; those of the stories are read', async () => {
  const addresses = Array.from({ length: 200 }, (_, index) => `a.b.${index}@mailbox.example`);
  const answers = await Promise.all(
    addresses.map((to) => send(to, 'Hello', '<p>Hello</p>').catch(({ responseCode }) => responseCode)),
  );
  const gone = answers.filter((one) => one === 550);
  expect(gone.length).toBeGreaterThan(0);
  expect(gone.length).toBeLessThan(15);
});

test('customers open, click, answer and have enough of it, after the seconds in which only programs are as fast', () => {
  const html = (index: number): string =>
    `<a href="${rapportUrl}/l/${index}?to=https%3A%2F%2Fx.example&amp;a=b">x</a>` +
    `<a href="${rapportUrl}/survey/nps/${index}?score=0">0</a><img src="${rapportUrl}/o/${index}">`;
  const mails = Array.from({ length: 300 }, (_, index): DemoMail => {
    const to = `a.b.${index}@mailbox.example`;
    const oneClickUrl = `${rapportUrl}/unsubscribe/${index}`;
    return { number: index, at: 0, to, subject: 'One question', text: '', html: html(index), oneClickUrl };
  });
  const readings = mails.map((mail) => readingOf(mail, rapportUrl));
  expect(mails.map((mail) => readingOf(mail, rapportUrl))).toEqual(readings);
  const count = (act: 'opens' | 'clicks' | 'answers' | 'unsubscribes'): number =>
    readings.filter((one) => one[act] !== null).length;
  expect(count('opens')).toBeGreaterThan(count('answers'));
  expect(count('clicks')).toBeGreaterThan(30);
  expect(count('answers')).toBeGreaterThan(50);
  expect(count('unsubscribes')).toBeGreaterThan(2);
  const clicked = readings.findIndex(({ clicks }) => clicks !== null);
  expect(readings[clicked]?.clicks?.url).toBe(`${rapportUrl}/l/${clicked}?to=https%3A%2F%2Fx.example&a=b`);
  for (const { opens, clicks } of readings) {
    expect(opens?.after ?? Infinity).toBeGreaterThan(5_000);
    expect(clicks?.after ?? Infinity).toBeGreaterThan(opens?.after ?? 0);
  }
  const stranger: DemoMail = {
    ...{ number: 1, at: 0, to: '', subject: '', text: '', oneClickUrl: null },
    html: '<img src="https://tracker.example/o/1">',
  };
  expect(readingOf(stranger, rapportUrl)).toMatchObject({
    ...{ opens: null, clicks: null, answers: null, unsubscribes: null },
  });
});
