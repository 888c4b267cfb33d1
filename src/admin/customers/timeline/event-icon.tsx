import { Flex } from '@strapi/design-system';
import {
  Bell,
  Briefcase,
  Cast,
  Earth,
  Gift,
  Key,
  Lightning,
  Mail,
  Message,
  Monitor,
  PriceTag,
  Question,
  Search,
  ShoppingCart,
  Star,
  Store,
  User,
  ArrowsCounterClockwise,
} from '@strapi/icons';
import type { ComponentType, SVGProps } from 'react';
import type { EventIcon } from './event-lines';

type Look = {
  readonly Icon: ComponentType<SVGProps<SVGSVGElement> & { readonly fill?: string }>;
  readonly tone: 'success' | 'primary' | 'warning' | 'danger' | 'neutral' | 'alternative' | 'secondary';
};

const looks: { readonly [icon in EventIcon]: Look } = {
  order: { Icon: Store, tone: 'success' },
  money: { Icon: PriceTag, tone: 'success' },
  cart: { Icon: ShoppingCart, tone: 'primary' },
  product: { Icon: Gift, tone: 'primary' },
  search: { Icon: Search, tone: 'secondary' },
  mail: { Icon: Mail, tone: 'alternative' },
  chat: { Icon: Message, tone: 'alternative' },
  rating: { Icon: Star, tone: 'warning' },
  help: { Icon: Question, tone: 'warning' },
  delivery: { Icon: Cast, tone: 'secondary' },
  return: { Icon: ArrowsCounterClockwise, tone: 'danger' },
  account: { Icon: Key, tone: 'neutral' },
  app: { Icon: Monitor, tone: 'neutral' },
  bell: { Icon: Bell, tone: 'alternative' },
  page: { Icon: Earth, tone: 'neutral' },
  person: { Icon: User, tone: 'secondary' },
  company: { Icon: Briefcase, tone: 'secondary' },
  other: { Icon: Lightning, tone: 'neutral' },
};

/** The picture of an event; its sentence says the same. */
export function EventPicture({ icon }: { readonly icon: EventIcon }) {
  const { Icon, tone } = looks[icon];
  return (
    <Flex
      aria-hidden
      shrink={0}
      justifyContent="center"
      width="2.8rem"
      height="2.8rem"
      borderRadius="50%"
      background={`${tone}100`}
    >
      <Icon width="1.4rem" height="1.4rem" fill={`${tone}600`} />
    </Flex>
  );
}
