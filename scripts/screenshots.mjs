/**
 * `npm run screenshots`: takes the pictures of the README and of docs/. Starts the demo in a temporary place, opens its pages in Debian's chromium
 * (CHROMIUM names another), and writes docs/images/*.webp. The demo's company is the same in every run; its times are those of today.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const images = 'docs/images';
const size = { width: 1200, height: 750 };
/** The best that fits: pages full of text are larger. */
const qualities = [0.85, 0.7, 0.55];
const bytesMax = 80 * 1024;
const demoMinutesMax = 15;
const settleMilliseconds = 1_500;

/** File, address below /admin, and what has to be on the page before it is taken; `click` and then `tab` open what no address names. */
const pictures = [
  { file: 'overview', address: 'overview', wait: 'Processes' },
  { file: 'customers', address: 'customers', wait: 'Last seen' },
  { file: 'customer', address: '{customer}', wait: 'Timeline' },
  { file: 'segments', address: 'segments', wait: 'About to lapse' },
  { file: 'segment', address: 'segments/abandoned-cart', wait: 'Members' },
  { file: 'segment-builder', address: 'segments/abandoned-cart/edit', wait: 'Some of them' },
  { file: 'merge-queue', address: 'merge-queue', wait: 'Merge' },
  { file: 'source', address: 'sources', click: 'Web shop', wait: 'Last events' },
  { file: 'event', address: 'event-catalogue', click: 'Order Completed', wait: 'Events by day' },
  { file: 'attention', address: 'attention', wait: 'Joe Miller' },
  { file: 'journey', address: 'journeys', click: 'Recovery after a bad rating', wait: 'Who comes in' },
  { file: 'results', address: 'broadcasts', click: 'Season news', tab: 'Results', wait: 'From sent to the goal' },
];

const browsers = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-screenshots-'));
await chmod(folder, 0o755); // PostgreSQL runs as another user where we are root
const demo = spawn(process.execPath, ['bin/rapport', 'demo'], {
  env: { ...process.env, RAPPORT_DATA_DIR: path.join(folder, 'data'), DATABASE_URL: '', REDIS_URL: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => demo.once('exit', resolve));
try {
  const { url, email, password, customer, helpdesk } = await access(demo);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? browsers.find((path) => existsSync(path)),
    args: ['--no-sandbox'],
  });
  const page = await openPanel(browser, await login(url, email, password));
  await mkdir(images, { recursive: true });
  const take = async (file) => {
    await page.waitForTimeout(settleMilliseconds);
    const bytes = await webp(browser, await page.screenshot());
    if (bytes.length > bytesMax)
      throw new Error(`${file} is ${bytes.length} bytes; the README wants at most ${bytesMax}`);
    await writeFile(path.join(images, `${file}.webp`), bytes);
    console.log(`${images}/${file}.webp  ${Math.round(bytes.length / 1024)} KB`);
  };
  for (const { file, address, click, tab, wait } of pictures) {
    await page.goto(`${url}/admin/${address.replace('{customer}', customer)}`);
    if (click !== undefined) await page.getByRole('link', { name: click }).first().click();
    if (tab !== undefined) await page.getByRole('tab', { name: tab }).click();
    await page.getByText(wait).first().waitFor();
    await take(file);
  }
  // The panel where agents see it: beside a conversation.
  await page.goto(helpdesk);
  await page.frameLocator('iframe').getByRole('blockquote').first().waitFor();
  await take('panel');
  await browser.close();
} finally {
  demo.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
}

/** What the demo prints once everything is there. */
function access(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`the demo took too long:\n${output}`)), demoMinutesMax * 60_000);
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${output}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      const [, url] = /(http\S+)\/admin\b/.exec(output) ?? [];
      const [, email] = /e-mail\s+(\S+)/.exec(output) ?? [];
      const [, password] = /password\s+(\S+)/.exec(output) ?? [];
      const [, helpdesk] = /The helpdesk: (\S+)/.exec(output) ?? [];
      const [customer] = /customers\/[0-9a-f-]{36}/.exec(output) ?? [];
      if (url === undefined || customer === undefined || !output.includes('Ctrl-C')) return;
      clearTimeout(timer);
      resolve({ url, email, password, customer, helpdesk });
    });
  });
}

async function login(url, email, password) {
  const response = await fetch(`${url}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(`the login of the demo answers ${response.status}`);
  return (await response.json()).data.token;
}

/** A page of the panel, logged in, in English, light. */
async function openPanel(browser, token) {
  const context = await browser.newContext({ viewport: size, locale: 'en-GB', timezoneId: 'Europe/Berlin' });
  const kept = {
    jwtToken: JSON.stringify(token),
    isLoggedIn: 'true',
    'strapi-admin-language': 'en',
    STRAPI_THEME: 'light',
  };
  await context.addInitScript(`Object.assign(localStorage, ${JSON.stringify(kept)})`);
  return context.newPage();
}

/** A third of the PNG's size; chromium can write it, so that no library has to. */
async function webp(browser, png) {
  const page = await browser.newPage();
  const data = await page.evaluate(
    async ({ source, qualities, bytesMax }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      canvas.getContext('2d').drawImage(image, 0, 0);
      const made = qualities.map((quality) => canvas.toDataURL('image/webp', quality).split(',')[1]);
      return made.find((one) => (one.length / 4) * 3 <= bytesMax) ?? made.at(-1);
    },
    { source: `data:image/png;base64,${png.toString('base64')}`, qualities, bytesMax },
  );
  await page.close();
  return Buffer.from(data, 'base64');
}
