import type { Channel, ConditionOption, ConditionOptions } from '@rapport/sdk';
import { mediaOf } from '../consent/media';
import { newestCampaigns } from '../stores/campaigns';
import { listTemplateNames } from '../stores/templates';
import { readTopics } from '../stores/topics';

/** So many campaigns and templates can be chosen, the newest; whatever is older is named by its key. */
const optionsMax = 500;

/** What conditions about messages and consent are chosen from. */
export function outreachOptions(house: { readonly channels: readonly Pick<Channel, 'medium'>[] }): ConditionOptions {
  return {
    scope: 'outreach.read',
    async read(sql) {
      const topics = await readTopics(sql);
      const [campaigns, templates] = [await newestCampaigns(sql, optionsMax), await listTemplateNames(sql, optionsMax)];
      return {
        topics: topics
          .filter(({ archivedAt }) => archivedAt === null)
          .map(({ key, name }) => option(key, name['en'], name['zh-Hans'] ?? name['zh'])),
        media: mediaOf(house.channels).map((medium) => option(medium)),
        campaigns: campaigns.map(({ key, name }) => option(key, name)),
        templates: templates.map(({ key, name }) => option(key, name)),
      };
    },
  };
}

/** What has no name in a language has that of the other, or none. */
function option(value: string, english?: string, chinese?: string): ConditionOption {
  return { value, label: { en: english ?? chinese ?? value, 'zh-Hans': chinese ?? english ?? value } };
}
