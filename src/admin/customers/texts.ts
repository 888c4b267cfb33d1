import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  title: { en: 'Customers', 'zh-Hans': '客户' },
  search: { en: 'Search by name, e-mail or phone', 'zh-Hans': '按姓名、邮箱或电话搜索' },
  clear: { en: 'Clear search', 'zh-Hans': '清除搜索' },
  name: { en: 'Customer', 'zh-Hans': '客户' },
  lastSeen: { en: 'Last seen', 'zh-Hans': '最近活动' },
  found: {
    en: 'Nobody found. Every word has to begin a word of a name, an e-mail address or a phone number.',
    'zh-Hans': '未找到客户。每个词都必须是姓名、邮箱或电话中某个词的开头。',
  },
  anonymous: { en: 'Anonymous visitor', 'zh-Hans': '匿名访客' },
});
