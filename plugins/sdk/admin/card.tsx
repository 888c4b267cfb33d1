import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';

type Props = { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode };

/** A part of a page with its heading. */
export function Card({ title, action, children }: Props) {
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={5} tag="section" aria-label={title}>
      <Flex justifyContent="space-between" paddingBottom={3}>
        <Typography variant="delta" tag="h2">
          {title}
        </Typography>
        {action}
      </Flex>
      {children}
    </Box>
  );
}
