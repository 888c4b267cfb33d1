import { Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';

type Props = { readonly kind: 'good' | 'warning'; readonly role?: 'status' | 'alert'; readonly children: ReactNode };

/** A sentence that stands out from the page and stays: Strapi's Alert is made to be closed. */
export function Notice({ kind, role = 'status', children }: Props) {
  const good = kind === 'good';
  return (
    <Box
      role={role}
      padding={4}
      hasRadius
      background={good ? 'success100' : 'warning100'}
      borderColor={good ? 'success200' : 'warning200'}
    >
      <Flex gap={3} alignItems="flex-start">
        <Box paddingTop={1}>
          {good ? <CheckCircle aria-hidden fill="success600" /> : <WarningCircle aria-hidden fill="warning600" />}
        </Box>
        <Flex direction="column" alignItems="stretch" gap={2} flex="1" minWidth={0}>
          {typeof children === 'string' ? <Typography>{children}</Typography> : children}
        </Flex>
      </Flex>
    </Box>
  );
}
