import type { ComponentProps, ReactNode } from 'react';

type Props = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** Said by a screen reader, and shown on hover. */
  readonly label: string;
  readonly icon: ReactNode;
};

export function IconButton({ label, icon, ...rest }: Props) {
  return (
    <button type="button" className="icon-button" title={label} {...rest} aria-label={label}>
      {icon}
    </button>
  );
}
