import { isZone } from '@rapport/sdk';
import { greetingTokens } from './compose';
import { situationName } from './current-situation';
import type { SituationOfWords } from './current-situation';
import {
  dateText,
  type RenderOptions,
  safeLocale,
  salutationOf,
  type WordLocale,
  wordLocaleOf,
} from '@rapport/sdk/words';
import { renderTexts } from './render';
import { channelKindOf } from './script';
import type { ScriptChannel } from './script';
import type { TemplateView } from './view';

export type GreetingRequest = RenderOptions & {
  readonly view: TemplateView;
  /** The gravest in which he is. */
  readonly situation: SituationOfWords | null;
  readonly channel: string | null;
  /** What the best script says of the situation. */
  readonly opening?: string | null;
};
/** `why`: what it is made of, for the agent, in the language of the greeting. */
export type Greeting = { readonly text: string; readonly why: string };

/** From here on nobody is asked what it is about. */
const graveFrom = 40;

/** Name, hour, situation and channel in one or two sentences. There is always a greeting, whatever is missing. @throws as renderText */
export function greetingOf(request: GreetingRequest): Greeting {
  const { view, channel, situation } = request;
  const options = {
    ...request,
    locale: safeLocale(request.locale),
    timeZone: isZone(request.timeZone) ? request.timeZone : 'UTC',
  };
  const lead = greetingTokens(view, options, channel);
  const opening = request.opening ?? '';
  const alone = renderTexts([opening], view, options, lead);
  const isSaid = opening.trim() !== '' && alone.text !== renderTexts([], view, options, lead).text;
  const text = isSaid
    ? alone.text
    : renderTexts([nextSentence(options.locale, situation, channel)], view, options, lead).text;
  return { text, why: whyOf(options) };
}

const known: Record<WordLocale, string> = {
  en: 'I have what happened in front of me, so you do not have to explain it again.',
  'zh-Hans': '之前的情况我这边都能看到，您不用再重复一遍。',
  de: 'Was bisher war, habe ich vor mir; Sie müssen nichts noch einmal erklären.',
};
const asked: Record<WordLocale, Record<ScriptChannel, string>> = {
  en: {
    chat: 'What can I do for you?',
    email: 'Thank you for writing to us.',
    phone: 'Thank you for calling. What can I do for you?',
    sms: 'What can we do for you?',
  },
  'zh-Hans': {
    chat: '请问有什么可以帮您？',
    email: '感谢您的来信。',
    phone: '感谢来电，请问有什么可以帮您？',
    sms: '请问有什么可以帮您？',
  },
  de: {
    chat: 'Was kann ich für Sie tun?',
    email: 'Vielen Dank für Ihre Nachricht.',
    phone: 'Vielen Dank für Ihren Anruf. Was kann ich für Sie tun?',
    sms: 'Was können wir für Sie tun?',
  },
};

function nextSentence(locale: string, situation: SituationOfWords | null, channel: string | null): string {
  const language = wordLocaleOf(locale);
  const isGrave = situation !== null && situation.severity >= graveFrom;
  return isGrave ? known[language] : asked[language][channelKindOf(channel) ?? 'chat'];
}

function whyOf(request: GreetingRequest): string {
  const { view, situation, channel, locale } = request;
  const { name } = salutationOf(view.customer, request);
  const { timeZone, now } = request;
  const clock = dateText(now, 'time', { locale, timeZone, now }) ?? '';
  const language = wordLocaleOf(locale);
  const words = {
    en: {
      name: name === null ? 'no name is known' : `name: ${name}`,
      clock: `${clock} in ${timeZone}`,
      channel: `channel: ${channel ?? ''}`,
      situation: 'situation',
    },
    'zh-Hans': {
      name: name === null ? '姓名未知' : `称呼：${name}`,
      clock: `客户当地时间 ${clock}（${timeZone}）`,
      channel: `渠道：${channel ?? ''}`,
      situation: '情境',
    },
    de: {
      name: name === null ? 'kein Name bekannt' : `Name: ${name}`,
      clock: `${clock} Uhr in ${timeZone}`,
      channel: `Kanal: ${channel ?? ''}`,
      situation: 'Situation',
    },
  }[language];
  const evidence =
    situation === null
      ? []
      : [
          `${words.situation}: ${situationName(situation, locale)}${situation.evidence === '' ? '' : ` (${situation.evidence})`}`,
        ];
  return [words.name, words.clock, ...(channel === null ? [] : [words.channel]), ...evidence].join('; ');
}
