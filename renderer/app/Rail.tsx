import { BookOpen, Files, List, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Screen } from '../state/session.ts';
import { screens } from '../state/session.ts';

const icons: Readonly<Record<Screen, ReactNode>> = {
  Events: <List size={18} aria-hidden />,
  'Evidence files': <Files size={18} aria-hidden />,
  'Event reference': <BookOpen size={18} aria-hidden />,
  Integrity: <ShieldCheck size={18} aria-hidden />,
};

type Props = { readonly screen: Screen; readonly onScreen: (screen: Screen) => void };

export function Rail({ screen, onScreen }: Props) {
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
          <span aria-hidden>{name === 'Evidence files' ? 'Evidence' : name.split(' ').at(-1)}</span>
        </button>
      ))}
    </nav>
  );
}
