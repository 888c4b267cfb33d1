import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { Json } from './graphql-document';
import { defineTexts } from './text';
import { Masked } from './trait-value';
import { useTexts } from './use-texts';
import { isMasked, nameOf } from './who';

const texts = defineTexts({
  anonymous: { en: 'Anonymous visitor', 'zh-Hans': '匿名访客' },
});

type Props = { readonly profile: { readonly profileId: string; readonly traits: Json } };

/** A customer by name, as far as it may be seen, and the way to their page. */
export function CustomerLink({ profile: { profileId, traits } }: Props) {
  const t = useTexts(texts);
  const name = nameOf(traits);
  return (
    <Plain to={`/customers/${profileId}`}>
      {name !== null && isMasked(name) ? <Masked /> : (name ?? t('anonymous'))}
    </Plain>
  );
}

/** In the colour of its text, in the dark, too. */
const Plain = styled(Link)`
  color: inherit;
  text-decoration-color: ${({ theme }) => theme.colors.neutral500};
  text-underline-offset: 0.3rem;
  &:hover {
    color: ${({ theme }) => theme.colors.primary600};
  }
`;
