import { lazy, Suspense } from 'react';
import type { ComponentType } from 'react';
import { ErrorBoundary } from './error-boundary';
import { useViewer } from './viewer';

/** A part of the page of one customer that a plugin brings: one object in one file, made by defineCustomerCard. */
export type CustomerCard = {
  readonly name: string;
  /** Among those of all plugins: smaller is higher. */
  readonly position: number;
  /** Rights: without one of them it is not there. */
  readonly scopes: readonly string[];
  /** Loaded when a customer is opened first. It asks for what it shows itself, and is nothing where there is nothing to show. */
  readonly Component: () => Promise<{ readonly default: ComponentType<CustomerCardProps> }>;
};
export type CustomerCardProps = { readonly profileId: string };

/**
 * @example
 * export default defineCustomerCard({
 *   name: 'segments',
 *   position: 1,
 *   scopes: ['segment.read'],
 *   Component: () => import('./customer-segments'),
 * });
 */
export function defineCustomerCard(card: CustomerCard): CustomerCard {
  return card;
}

let registered: readonly (CustomerCard & { readonly Loaded: ComponentType<CustomerCardProps> })[] = [];

/** In `register` of a plugin's strapi-admin export. */
export function registerCustomerCards(cards: readonly CustomerCard[]): void {
  const names = cards.map(({ name }) => name);
  registered = [
    ...registered.filter(({ name }) => !names.includes(name)),
    ...cards.map((card) => ({ ...card, Loaded: lazy(card.Component) })),
  ].sort((first, second) => first.position - second.position);
}

/** The parts of a customer's page that plugins bring. A mistake in one of them shows there, and not on the whole page. */
export function CustomerCards({ profileId }: CustomerCardProps) {
  const { can } = useViewer();
  return registered
    .filter(({ scopes }) => scopes.every(can))
    .map(({ name, Loaded }) => (
      <ErrorBoundary key={name}>
        <Suspense fallback={null}>
          <Loaded profileId={profileId} />
        </Suspense>
      </ErrorBoundary>
    ));
}
