import { Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';

export type LinkCard = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly to: string;
};

/** Things to start from, each a link. @param labelledBy id of their heading */
export function LinkCards({ labelledBy, cards }: { readonly labelledBy: string; readonly cards: readonly LinkCard[] }) {
  return (
    <Grid aria-labelledby={labelledBy}>
      {cards.map(({ key, name, description, to }) => (
        <li key={key}>
          <CardLink to={to}>
            <Typography fontWeight="semiBold" tag="span">
              {name}
            </Typography>
            <Typography variant="pi" textColor="neutral600" tag="span">
              {description}
            </Typography>
          </CardLink>
        </li>
      ))}
    </Grid>
  );
}

const Grid = styled.ul`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr));
  gap: 1.2rem;
  margin-top: 1.2rem;
`;
const CardLink = styled(Link)`
  display: flex;
  flex-direction: column;
  gap: 0.6rem;
  height: 100%;
  padding: 1.6rem;
  color: ${({ theme }) => theme.colors.neutral800};
  text-decoration: none;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  &:hover,
  &:focus-visible {
    border-color: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary100};
  }
`;
