import { isZone, RapportError } from '@rapport/sdk';
import { Walk } from './evaluate';
import type { Token } from './evaluate';
import { safeLocale } from './locale';
import { withoutHoles } from './sentences';
import { parseTemplate } from './template';
import type { Rendered, RenderOptions, TemplateView } from './view';

export type { Piece, Rendered, RenderOptions, TemplateView, Tone } from './view';

/**
 * Plain text: nothing is escaped. A sentence for which a value is missing is not said (or what its author wrote instead is), and
 * the value is named. So a text has no hole, whatever is known of the customer.
 * @throws RapportError script_invalid: it is no template; script_too_long: it grows beyond its bounds
 */
export function renderText(template: string, view: TemplateView, options: RenderOptions): Rendered {
  return renderTexts([template], view, options);
}

/** Several templates as one text, a space or the given lead between them. @throws as renderText */
export function renderTexts(
  templates: readonly string[],
  view: TemplateView,
  options: RenderOptions,
  lead: readonly Token[] = [],
): Rendered {
  const locale = safeLocale(options.locale);
  const timeZone = isZone(options.timeZone) ? options.timeZone : 'UTC';
  const walk = new Walk({ view, tone: 'neutral', ...options, locale, timeZone });
  const between: Token = { kind: 'text', text: /^(?:zh|ja)\b/.test(locale) ? '' : ' ' };
  const tokens = templates
    .filter((template) => template.trim() !== '')
    .flatMap((template, index): Token[] => [
      ...(index === 0 ? [] : [between]),
      { kind: 'edge' },
      ...tokensOf(template, walk),
    ]);
  return { ...withoutHoles([...lead, ...tokens]), missing: walk.missing };
}

function tokensOf(template: string, walk: Walk): Token[] {
  const parsed = parseTemplate(template);
  if ('fault' in parsed) {
    const { line, message } = parsed.fault;
    throw new RapportError('script_invalid', `Line ${line}: ${message}`);
  }
  return walk.run(parsed.nodes);
}
