import { defineTexts, formatText } from '@rapport/sdk/admin/pure';
import type { Locale, Text } from '@rapport/sdk/admin/pure';

const texts = defineTexts({
  user_id: { en: 'User ID', 'zh-Hans': '用户 ID' },
  email: { en: 'E-mail', 'zh-Hans': '邮箱' },
  phone: { en: 'Phone', 'zh-Hans': '电话' },
  anonymous_id: { en: 'Device', 'zh-Hans': '设备' },
});
const names: Readonly<Record<string, Text>> = {
  user_id: texts.user_id,
  email: texts.email,
  phone: texts.phone,
  anonymous_id: texts.anonymous_id,
};

/** What people call a kind of identifier: ours by name, others by their own words (`chatwoot_contact_id`: Chatwoot contact ID). */
export function kindName(kind: string, locale: Locale): string {
  const text = Object.hasOwn(names, kind) ? names[kind] : undefined;
  if (text !== undefined) return formatText(text, locale);
  const words = kind.replaceAll('_', ' ').replace(/\bid\b/gi, 'ID');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
