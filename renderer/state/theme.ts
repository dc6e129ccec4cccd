import type { HostSettings } from '../../shared/host.ts';

export type Theme = HostSettings['theme'];

/** The colours of the whole window. `system` follows the system, also when it changes. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** What the toggle leads to: the colours that are not on screen now. */
export function otherTheme(theme: Theme, systemIsDark: boolean): Theme {
  const isDark = theme === 'dark' || (theme === 'system' && systemIsDark);
  return isDark ? 'light' : 'dark';
}
