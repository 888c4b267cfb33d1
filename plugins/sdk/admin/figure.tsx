import { Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

/** One figure with what it says, in a `dl`. */
export function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography variant="pi" textColor="neutral600" tag="dt">
        {label}
      </Typography>
      <Typography variant="beta" tag="dd">
        {children}
      </Typography>
    </Flex>
  );
}
