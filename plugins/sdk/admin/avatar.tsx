import { Flex, Typography } from '@strapi/design-system';
import { Lock, User } from '@strapi/icons';
import { initialsOf, isMasked } from './who';

type Props = { readonly name: string | null; readonly sizeRem?: number };

/** Initials in a circle. Says nothing that the name beside it does not. */
export function Avatar({ name, sizeRem = 3.2 }: Props) {
  const initials = name === null || isMasked(name) ? '' : initialsOf(name);
  const Picture = name !== null && isMasked(name) ? Lock : User;
  return (
    <Flex
      aria-hidden
      shrink={0}
      justifyContent="center"
      width={`${sizeRem}rem`}
      height={`${sizeRem}rem`}
      borderRadius="50%"
      background={name === null ? 'neutral150' : 'primary100'}
    >
      {initials === '' ? (
        <Picture width={`${sizeRem / 2}rem`} height={`${sizeRem / 2}rem`} fill="neutral500" />
      ) : (
        <Typography variant={sizeRem > 4 ? 'beta' : 'sigma'} textColor="primary700">
          {initials}
        </Typography>
      )}
    </Flex>
  );
}
