import { Badge } from '@strapi/design-system';
import type { ReactNode } from 'react';

type Props = { readonly size?: 'S' | 'M'; readonly children: ReactNode };

/** What somebody should notice. Strapi's own warning badge is too pale to read: 4.0:1, where 4.5:1 is wanted (WCAG 1.4.3). */
export function WarningBadge({ size = 'M', children }: Props) {
  return (
    <Badge size={size} backgroundColor="warning200" textColor="neutral800">
      {children}
    </Badge>
  );
}
