import {
  Avatar,
  CustomerLink,
  defineTexts,
  isJsonObject,
  isMasked,
  Masked,
  nameOf,
  RelativeTime,
  TraitValue,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Badge, Box, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { kindName } from './kind-name';

const texts = defineTexts({
  anonymous: { en: 'Anonymous visitor', 'zh-Hans': '匿名访客' },
  lastSeen: { en: 'Last seen', 'zh-Hans': '最近活动' },
  identifiers: { en: 'Identifiers', 'zh-Hans': '标识符' },
  traits: { en: 'Traits', 'zh-Hans': '属性' },
  noTraits: { en: 'No traits', 'zh-Hans': '没有属性' },
  noIdentifiers: { en: 'No identifiers', 'zh-Hans': '没有标识符' },
  verified: { en: 'verified', 'zh-Hans': '已验证' },
  retired: { en: 'retired', 'zh-Hans': '已停用' },
  differs: { en: '(differs)', 'zh-Hans': '（不同）' },
  more: { en: 'and more', 'zh-Hans': '等' },
});

const traitsShownMax = 12;

export type Side = {
  readonly profileId: string;
  readonly traits: Json;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly identifiers: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly kind: string;
        readonly value: string;
        readonly verified: boolean;
        readonly retired: boolean;
      };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
};

type Props = {
  readonly side: Side;
  /** The other one: traits in which both differ are marked. */
  readonly other?: Side | null;
  readonly heading?: ReactNode;
};

/** One customer beside another: who, since when, by which identifiers, with which traits. */
export function SideCard({ side, other, heading }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const name = nameOf(side.traits);
  const { edges, pageInfo } = side.identifiers;
  return (
    <Box
      background="neutral0"
      hasRadius
      shadow="tableShadow"
      padding={5}
      tag="section"
      aria-label={name ?? t('anonymous')}
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        {heading}
        <Flex gap={3}>
          <Avatar name={name} sizeRem={4.8} />
          <Flex direction="column" alignItems="flex-start">
            <Typography variant="delta" tag="h3">
              <CustomerLink profile={side} />
            </Typography>
            <Typography variant="pi" textColor="neutral600">
              {side.lastSeen !== null && (
                <>
                  {t('lastSeen')} <RelativeTime at={side.lastSeen} />
                </>
              )}
            </Typography>
          </Flex>
        </Flex>
        <Box>
          <Typography variant="sigma" textColor="neutral600" tag="h4">
            {t('identifiers')}
          </Typography>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={1} paddingTop={2}>
            {edges.map(({ node }) => (
              <Flex tag="li" key={node.id} gap={2} wrap="wrap">
                <Typography textColor="neutral600">{kindName(node.kind, locale)}</Typography>
                {isMasked(node.value) ? <Masked /> : <Typography fontWeight="semiBold">{node.value}</Typography>}
                {node.verified && (
                  <Badge size="S" variant="success">
                    {t('verified')}
                  </Badge>
                )}
                {node.retired && <Badge size="S">{t('retired')}</Badge>}
              </Flex>
            ))}
          </Flex>
          {edges.length === 0 && <Typography textColor="neutral500">{t('noIdentifiers')}</Typography>}
          {pageInfo.hasNextPage && <Typography textColor="neutral600">{t('more')}</Typography>}
        </Box>
        <SideTraits traits={side.traits} other={other?.traits ?? null} />
      </Flex>
    </Box>
  );
}

function SideTraits({ traits, other }: { readonly traits: Json; readonly other: Json }) {
  const t = useTexts(texts);
  const own = Object.entries(isJsonObject(traits) ? traits : {});
  const others = isJsonObject(other) ? other : {};
  const isDifferent = (key: string, value: Json): boolean =>
    Object.hasOwn(others, key) && JSON.stringify(others[key]) !== JSON.stringify(value);
  // Where both differ is what decides.
  const sorted = [...own].sort(
    ([a, first], [b, second]) => Number(isDifferent(b, second)) - Number(isDifferent(a, first)),
  );
  return (
    <Box>
      <Typography variant="sigma" textColor="neutral600" tag="h4">
        {t('traits')}
      </Typography>
      {own.length === 0 && <Typography textColor="neutral500">{t('noTraits')}</Typography>}
      <Compared>
        {sorted.slice(0, traitsShownMax).map(([key, value]) => {
          const differs = isDifferent(key, value);
          return (
            <Line key={key} $differs={differs}>
              <Typography tag="dt" textColor="neutral600" ellipsis title={key}>
                {key}
              </Typography>
              <Box tag="dd" minWidth={0} overflow="hidden">
                <TraitValue value={value} />
                {differs && <VisuallyHidden>{t('differs')}</VisuallyHidden>}
              </Box>
            </Line>
          );
        })}
      </Compared>
      {own.length > traitsShownMax && <Typography textColor="neutral600">{t('more')}</Typography>}
    </Box>
  );
}

const Compared = styled.dl`
  margin-top: 0.8rem;
`;

/** One width for all keys: so that the same trait of both is found at a glance. */
const Line = styled.div<{ readonly $differs: boolean }>`
  display: grid;
  grid-template-columns: minmax(8rem, 30%) minmax(0, 1fr);
  gap: 0.8rem;
  padding: 0.4rem 0.8rem;
  border-inline-start: 3px solid
    ${({ theme, $differs }) => ($differs ? theme.colors.warning500 : theme.colors.neutral150)};
  background: ${({ theme, $differs }) => ($differs ? theme.colors.warning100 : 'transparent')};
`;
