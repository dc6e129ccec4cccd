import type { ReactNode } from 'react';

type Props = { readonly title: string; readonly children: ReactNode };

export function EmptyState({ title, children }: Props) {
  return (
    <section className="empty-state" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
