import {
  type Channel,
  type ConditionOption,
  type ConditionOptions,
  listedOptionsMax,
  type Session,
  type WantedOptions,
} from '@rapport/sdk';
import { mediaOf } from '../consent/media';
import { findNames } from '../stores/find-names';
import { readTopics } from '../stores/topics';

/** What conditions about messages and consent are chosen from. */
export function outreachOptions(house: { readonly channels: readonly Pick<Channel, 'medium'>[] }): ConditionOptions {
  const lists = {
    async topics(sql: Session, wanted: WantedOptions) {
      const topics = (await readTopics(sql)).filter(({ archivedAt }) => archivedAt === null);
      const all = topics.map(({ key, name }) => option(key, name['en'], name['zh-Hans'] ?? name['zh']));
      return chosenFrom(all, wanted);
    },
    media: async (_sql: Session, wanted: WantedOptions) =>
      chosenFrom(
        mediaOf(house.channels).map((medium) => option(medium)),
        wanted,
      ),
    campaigns: async (sql: Session, wanted: WantedOptions) =>
      (await findNames(sql, 'campaign', wanted)).map(({ key, name }) => option(key, name)),
    templates: async (sql: Session, wanted: WantedOptions) =>
      (await findNames(sql, 'template', wanted)).map(({ key, name }) => option(key, name)),
  };
  const isList = (name: string): name is keyof typeof lists => Object.hasOwn(lists, name);
  return {
    scope: 'outreach.read',
    async read(sql) {
      const all = { text: '', values: [], count: listedOptionsMax + 1 };
      return {
        topics: await lists.topics(sql, all),
        media: await lists.media(sql, all),
        campaigns: await lists.campaigns(sql, all),
        templates: await lists.templates(sql, all),
      };
    },
    find: async (sql, list, wanted) => (isList(list) ? lists[list](sql, wanted) : null),
  };
}

/** Of a list that is short. */
function chosenFrom(all: readonly ConditionOption[], { text, values, count }: WantedOptions): ConditionOption[] {
  const isChosen = ({ value }: ConditionOption): boolean => values.includes(value);
  const has = (one: string): boolean => one.toLowerCase().includes(text.toLowerCase());
  const found = all.filter((one) => !isChosen(one) && (has(one.value) || Object.values(one.label).some(has)));
  return [...all.filter(isChosen), ...found].slice(0, count);
}

/** What has no name in a language has that of the other, or none. */
function option(value: string, english?: string, chinese?: string): ConditionOption {
  return { value, label: { en: english ?? chinese ?? value, 'zh-Hans': chinese ?? english ?? value } };
}
