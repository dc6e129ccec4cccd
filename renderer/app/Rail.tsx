import { BookOpen, Files, LayoutDashboard, List, Settings, ShieldCheck, Users } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Screen } from '../state/session.ts';
import { screens } from '../state/session.ts';

const icons: Readonly<Record<Screen, ReactNode>> = {
  Events: <List size={18} aria-hidden />,
  'Evidence files': <Files size={18} aria-hidden />,
  Entities: <Users size={18} aria-hidden />,
  Overview: <LayoutDashboard size={18} aria-hidden />,
  'Event reference': <BookOpen size={18} aria-hidden />,
  Integrity: <ShieldCheck size={18} aria-hidden />,
};

/** Fits under an icon. */
const short: Readonly<Record<Screen, string>> = {
  Events: 'Events',
  'Evidence files': 'Evidence',
  Entities: 'Entities',
  Overview: 'Overview',
  'Event reference': 'Reference',
  Integrity: 'Integrity',
};

type Props = {
  readonly screen: Screen;
  readonly onScreen: (screen: Screen) => void;
  readonly onSettings: () => void;
};

export function Rail({ screen, onScreen, onSettings }: Props) {
  return (
    <nav className="rail" aria-label="Screens">
      {screens.map((name, place) => (
        <button
          key={name}
          type="button"
          aria-label={name}
          title={`${name}  Ctrl+${place + 1}`}
          aria-current={name === screen ? 'page' : undefined}
          onClick={() => onScreen(name)}
        >
          {icons[name]}
          <span aria-hidden>{short[name]}</span>
        </button>
      ))}
      <button type="button" className="rail-settings" title="Settings" onClick={onSettings}>
        <Settings size={18} aria-hidden />
        <span>Settings</span>
      </button>
    </nav>
  );
}
