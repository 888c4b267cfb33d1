import { Flex, Typography } from '@strapi/design-system';
import { useId } from 'react';
import type { ReactNode } from 'react';

type Props = { readonly title: string; readonly hint: string; readonly children: ReactNode };

/** Fields that belong together, with what they do. */
export function Group({ title, hint, children }: Props) {
  const [heading, text] = [useId(), useId()];
  return (
    <Flex
      role="group"
      aria-labelledby={heading}
      aria-describedby={text}
      direction="column"
      alignItems="stretch"
      gap={3}
    >
      <div>
        <Typography variant="omega" fontWeight="bold" tag="h3" id={heading}>
          {title}
        </Typography>
        <Typography variant="pi" textColor="neutral600" tag="p" id={text}>
          {hint}
        </Typography>
      </div>
      {children}
    </Flex>
  );
}
