import type { ComponentProps } from 'react';

type Props = ComponentProps<'button'> & { readonly look?: 'plain' | 'primary' | 'quiet' };

export function Button({ look = 'plain', className, ...rest }: Props) {
  const classes = ['button', look === 'plain' ? null : `is-${look}`, className];
  return <button type="button" {...rest} className={classes.filter(Boolean).join(' ')} />;
}
