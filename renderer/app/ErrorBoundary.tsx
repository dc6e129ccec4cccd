import { Component } from 'react';
import type { ReactNode } from 'react';

import { toFailure } from '../../shared/failure.ts';
import { Button } from '../ui/Button.tsx';

type Props = { readonly children: ReactNode };
type State = { readonly error: string | null };

/** Catches what a screen threw while drawing: a mistake of ours. React offers this to classes alone. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };
  static getDerivedStateFromError(error: unknown): State {
    return { error: toFailure(error).message };
  }
  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <section className="empty-state" role="alert">
        <h2>Casebook made a mistake on this screen</h2>
        <p>The evidence is not affected. What it says of itself:</p>
        <p className="mono">{error}</p>
        <Button look="primary" onClick={() => this.setState({ error: null })}>
          Try again
        </Button>
      </section>
    );
  }
}
