import { defineTexts, formatText, isJsonObject } from '@rapport/sdk/admin/pure';
import type { Locale } from '@rapport/sdk/admin/pure';
import type { TimelineEvent } from './event';
import { eventLines } from './event-lines';
import type { EventIcon } from './event-lines';
import { Properties } from './properties';

const texts = defineTexts({
  identified: { en: 'Was identified', 'zh-Hans': '已识别身份' },
  told: { en: 'Told us {keys}', 'zh-Hans': '提供了 {keys}' },
  wrote: { en: '{keys} written by hand', 'zh-Hans': '手动填写：{keys}' },
  andMore: { en: '{keys} and {count} more', 'zh-Hans': '{keys}等另外 {count} 项' },
  page: { en: 'Visited {page}', 'zh-Hans': '访问 {page}' },
  somePage: { en: 'Visited a page', 'zh-Hans': '访问页面' },
  screen: { en: 'Looked at the screen {page}', 'zh-Hans': '查看界面 {page}' },
  someScreen: { en: 'Looked at a screen', 'zh-Hans': '查看界面' },
  group: { en: 'Belongs to {company}', 'zh-Hans': '属于 {company}' },
  someGroup: { en: 'Joined an account', 'zh-Hans': '加入账户' },
  alias: { en: 'Is known by another id, too', 'zh-Hans': '关联了另一个标识' },
});

const keysShownMax = 4;

export type EventLine = { readonly icon: EventIcon; readonly text: string };

/** One event as a sentence about the customer, in the reader's language. */
export function describeEvent(event: TimelineEvent, locale: Locale): EventLine {
  const properties = new Properties(event, locale);
  switch (event.type) {
    case 'TRACK': {
      const wording = Object.hasOwn(eventLines, event.name) ? eventLines[event.name] : undefined;
      if (wording === undefined) return { icon: 'other', text: event.name };
      return { icon: wording.icon, text: formatText(wording.text, locale, wording.values?.(properties)) };
    }
    case 'IDENTIFY':
      return { icon: 'person', text: describeIdentify(event, properties) };
    case 'PAGE':
    case 'SCREEN':
      return { icon: event.type === 'PAGE' ? 'page' : 'app', text: describePage(event, properties) };
    case 'GROUP': {
      const company = properties.text('name', 'company', 'id');
      return {
        icon: 'company',
        text: company === '' ? formatText(texts.someGroup, locale) : formatText(texts.group, locale, { company }),
      };
    }
    case 'ALIAS':
      return { icon: 'person', text: formatText(texts.alias, locale) };
    default:
      return { icon: 'other', text: event.name };
  }
}

function describeIdentify(event: TimelineEvent, properties: Properties): string {
  const { locale } = properties;
  const all = properties.keys();
  if (all.length === 0) return formatText(texts.identified, locale);
  const shown = all.slice(0, keysShownMax).join(', ');
  const count = all.length - keysShownMax;
  const keys = count > 0 ? formatText(texts.andMore, locale, { keys: shown, count }) : shown;
  const byHand = isJsonObject(event.context) && typeof event.context['actor'] === 'string';
  return formatText(byHand ? texts.wrote : texts.told, locale, { keys });
}

function describePage(event: TimelineEvent, properties: Properties): string {
  const { locale } = properties;
  const page = properties.text('title', 'path', 'url', 'name') || event.name;
  const isPage = event.type === 'PAGE';
  if (page === '') return formatText(isPage ? texts.somePage : texts.someScreen, locale);
  return formatText(isPage ? texts.page : texts.screen, locale, { page });
}
