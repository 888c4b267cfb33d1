import type { TemplateFault } from '@rapport/sdk/words';
import { templateLimits } from '../../domain/template/limits';
import { maskExpressions } from '../../domain/template/placeholders';

/** Comes with a parser, a validator and a formatter of CSS: loaded by who compiles first. */
const mjml = async () => (await import('mjml')).default;

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
  try {
    const compile = await mjml();
    const { html, errors } = await compile(masked.text, {
      validationLevel: 'soft',
      ignoreIncludes: true,
      useMjmlConfigOptions: false,
      keepComments: false,
      // MJML would load the fonts that it knows by name from Google, and so tell who reads what; `mj-font` is the author's own wish.
      fonts: {},
    });
    const faults = errors.map(({ line, message, tagName }) => fault(`${tagName}: ${masked.restore(message)}`, line));
    const lost = masked
      .lost(html)
      .map((one) =>
        fault(`MJML drops ${one.slice(0, 80)} where it stands. Between components it belongs into mj-raw.`),
      );
    return faults.length + lost.length > 0 ? { faults: [...faults, ...lost] } : { html: masked.restore(html) };
  } catch (error) {
    return { faults: [fault(error instanceof Error ? error.message.slice(0, 300) : 'It is no MJML.')] };
  }
}
