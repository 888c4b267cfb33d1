import { defineTexts, isJsonObject, objects, textIn, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

const texts = defineTexts({
  nothing: { en: 'Nothing', 'zh-Hans': '未被使用' },
  others: { en: 'and {count} more', 'zh-Hans': '另有 {count} 项' },
});
const shownMax = 5;

export type User = { readonly name: string; readonly to: string };

/** Segments and computed traits whose definition names it, of those that count. @param usedBy as the API tells it */
export function usersIn(usedBy: Json): readonly User[] {
  if (!isJsonObject(usedBy)) return [];
  return [
    ...objects(usedBy['segments']).map((one) => ({ name: textIn(one, 'name'), to: `/segments/${textIn(one, 'key')}` })),
    ...objects(usedBy['computedTraits']).map((one) => ({
      name: textIn(one, 'name'),
      to: `/segments/-/computed/${textIn(one, 'key')}`,
    })),
  ];
}

/** Each with the way there. */
export function UsedBy({ users }: { readonly users: readonly User[] }) {
  const t = useTexts(texts);
  if (users.length === 0) return <Typography textColor="neutral600">{t('nothing')}</Typography>;
  return (
    <Flex tag="ul" gap={2} wrap="wrap">
      {users.slice(0, shownMax).map(({ name, to }) => (
        <li key={to}>
          <Link tag={NavLink} to={to}>
            {name}
          </Link>
        </li>
      ))}
      {users.length > shownMax && (
        <Typography tag="li" textColor="neutral600">
          {t('others', { count: users.length - shownMax })}
        </Typography>
      )}
    </Flex>
  );
}
