import path from 'node:path';
import type { TemplateFault } from '@rapport/sdk/words';
import { Piscina } from 'piscina';
import { templateLimits } from '../../domain/template/limits';
import { maskExpressions } from '../../domain/template/placeholders';
import type { Made } from './mjml-thread';

/** Who writes asks again within seconds; then the memory of all that MJML comes with is free. */
const idleMilliseconds = 60_000;

/**
 * MJML comes with a parser, a validator and a formatter of CSS: to load it takes most of a second, a newsletter some 100 ms, and no
 * event that arrives, and no journey, waits for either (a broadcast that began held up all journeys of its worker for 1.3 s).
 */
let pool: Piscina<string, Made> | undefined;
const threads = () =>
  (pool ??= new Piscina<string, Made>({
    // Compiled, from wherever this is run: a thread loads it by itself.
    filename: path.join(
      path.dirname(require.resolve('@rapport/outreach/package.json')),
      'lib/server/templates/mjml-thread.js',
    ),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMilliseconds,
  }));

const fault = (message: string, line = 1): TemplateFault => ({ line, column: 0, message });

/**
 * HTML in which the Handlebars expressions of the MJML stand where they stood. No file is read: `mj-include` is refused, and the
 * folder's `.mjmlconfig` is not asked.
 */
export async function htmlOf(
  source: string,
): Promise<{ readonly html: string } | { readonly faults: TemplateFault[] }> {
  if (/<mj-include\b/i.test(source)) return { faults: [fault('mj-include is not part of the language.')] };
  const masked = maskExpressions(source);
  if (masked === null) return { faults: [fault(`A part has at most ${templateLimits.expressionsMax} expressions.`)] };
  const made = await threads().run(masked.text);
  if ('failure' in made) return { faults: [fault(made.failure.slice(0, 300))] };
  const { html, errors } = made;
  const faults = errors.map(({ line, message, tagName }) => fault(`${tagName}: ${masked.restore(message)}`, line));
  const lost = masked
    .lost(html)
    .map((one) => fault(`MJML drops ${one.slice(0, 80)} where it stands. Between components it belongs into mj-raw.`));
  return faults.length + lost.length > 0 ? { faults: [...faults, ...lost] } : { html: masked.restore(html) };
}
