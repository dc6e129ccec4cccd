import { useState } from 'react';

import { SafeText } from './SafeText.tsx';

/** A value that looks like a secret: dots, until the button is held down (or Space is, on it). */
export function HeldSecret({ text }: { readonly text: string }) {
  const [isHeld, setHeld] = useState(false);
  const words = isHeld ? 'The value; let go to mask it again' : 'Looks like a secret: hold to show';
  return (
    <button
      type="button"
      className="held-secret"
      title={words}
      aria-label={isHeld ? undefined : words}
      onPointerDown={() => setHeld(true)}
      onPointerUp={() => setHeld(false)}
      onPointerLeave={() => setHeld(false)}
      onBlur={() => setHeld(false)}
      onKeyDown={(event) => {
        if (event.key === ' ' || event.key === 'Enter') setHeld(true);
      }}
      onKeyUp={() => setHeld(false)}
    >
      {isHeld ? <SafeText text={text} /> : '••••••••'}
    </button>
  );
}
