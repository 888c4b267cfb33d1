import { isolate, type RenderOptions, salutationOf, type Token, wordLocaleOf } from '@rapport/sdk/words';
import { renderTexts } from './render';
import { channelKindOf } from './script';
import type { Script } from './script';
import type { Rendered, TemplateView } from './view';

type ScriptWords = Pick<Script, 'opening' | 'body' | 'tone'>;

/**
 * A whole message: salutation, opening, body. Authors write what comes after the salutation, which has a name, an hour and marks
 * as language and channel have them.
 * @throws RapportError as renderText
 */
export function composeScript(
  { opening, body, tone }: ScriptWords,
  view: TemplateView,
  { channel, ...options }: RenderOptions & { readonly channel: string | null },
): Rendered {
  const given = { ...options, tone: options.tone ?? tone };
  return renderTexts([opening, body], view, given, greetingTokens(view, given, channel));
}

/** `Good morning, Kim. `, in an e-mail `Good morning Kim,` on a line of its own. */
export function greetingTokens(view: TemplateView, options: RenderOptions, channel: string | null): Token[] {
  const { text } = salutationOf(view.customer, options);
  const language = wordLocaleOf(options.locale);
  const isEmail = channelKindOf(channel) === 'email';
  const hello = isEmail && language === 'en' ? text.replace(',', '') : text;
  const marks = { en: isEmail ? ',' : '.', de: '!', 'zh-Hans': isEmail ? '：' : '！' };
  const space = isEmail ? '\n\n' : language === 'zh-Hans' ? '' : ' ';
  return [
    { kind: 'value', text: isolate(hello, options.locale) },
    { kind: 'text', text: `${marks[language]}${space}` },
    { kind: 'edge' },
  ];
}
