import { Component } from 'react';
import type { ReactNode } from 'react';
import { toApiError } from './api-error';
import { ErrorState } from './states';

type Props = { readonly children: ReactNode };
type State = { readonly error: unknown };

/** A mistake in one of our pages shows on that page, and not as Strapi's blank screen. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <ErrorState error={toApiError(error)} onRetry={() => this.setState({ error: null })} />;
  }
}
