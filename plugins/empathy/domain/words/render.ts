import { isZone, RapportError } from '@rapport/sdk';
import {
  parseTemplate,
  type RenderOptions,
  safeLocale,
  type Token,
  Walk,
  withoutHoles,
  wordLimits,
} from '@rapport/sdk/words';
import type { Rendered, TemplateView } from './view';

export type { Rendered, TemplateView } from './view';

const bounds = {
  stepsMax: wordLimits.stepsMax,
  outputCharsMax: wordLimits.outputCharsMax,
  code: 'script_too_long',
} as const;

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
  const { customer, agent, situation, conversation, computed } = view;
  const names = { customer, agent: agent === null ? null : { ...agent }, situation, conversation, computed };
  const currency = situation?.['currency'];
  const walk = new Walk({ names, customer, currency, tone: 'neutral', ...options, locale, timeZone }, bounds);
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
