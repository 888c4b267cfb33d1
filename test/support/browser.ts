import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { z } from 'zod';

/** Debian's headless shell draws a page without the window of a browser around it, which is a page itself. */
const shellPath = '/usr/bin/chromium-headless-shell';
export const chromiumPath = existsSync(shellPath) ? shellPath : '/usr/bin/chromium';
const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: launchArguments });
}

const findings = z.array(z.string());

/** Strapi's Combobox names the list that it controls also while it is closed, when there is none yet. */
const isClosedCombobox = `({ target }) => document.querySelector(target[0])?.matches('[role="combobox"][aria-expanded="false"]')`;

/** Colours fade from one to another, as when a button is enabled: half-way they are nobody's. Two frames start what is due. */
const colorsSettled = `(async () => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
})()`;

/**
 * What axe-core calls serious or critical, as lines to read; `[]` is what a test expects. Of a page behind an open dialog nothing
 * counts: it is dimmed, and nobody gets there.
 */
export async function seriousFindings(page: Page): Promise<string[]> {
  // The colours of what the mouse rests on are Strapi's, and paler than it would like.
  await page.mouse.move(0, 0);
  await page.evaluate(colorsSettled);
  await page.evaluate(axeSource);
  return findings.parse(
    await page.evaluate(`axe.run(document.querySelector('[role$=dialog][data-state=open]') ?? document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, help, nodes }) =>
        nodes.filter((node) => !(id === 'aria-valid-attr-value' && (${isClosedCombobox})(node))).map(({ target, html }) => id + ': ' + help + ': ' + target.join(' ') + ' ' + html.slice(0, 200))))`),
  );
}

/**
 * Keeps a picture of the page where RAPPORT_SCREENSHOTS names a folder; those of docs/images are made so.
 * Without it tests take none.
 */
export async function picture(page: Page, name: string, options: { readonly fullPage?: boolean } = {}): Promise<void> {
  const folder = process.env['RAPPORT_SCREENSHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.evaluate(colorsSettled);
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: options.fullPage ?? false });
}
