import { ChevronDown } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';

import type { ColumnIntent, MenuEntry } from './columnIntent.ts';

type Props = {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onPick: (intent: ColumnIntent) => void;
};

/** What can be done with a column. The same by keys with the focus on one of its cells. */
export function HeaderMenu({ label, entries, isOpen, onOpen, onPick }: Props) {
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpen}>
      <Button className="grid-menu" aria-label={`Menu of ${label}`} excludeFromTabOrder>
        <ChevronDown size={12} />
      </Button>
      <Popover placement="bottom end" className="popover is-menu">
        <Menu
          aria-label={label}
          className="menu"
          onAction={(id) => {
            const entry = entries.find((one) => one.id === id);
            if (entry) onPick(entry.intent);
          }}
        >
          {entries.map(({ id, words, key }) => (
            <MenuItem key={id} id={id} textValue={words} className="menu-item">
              <span>{words}</span>
              {key !== undefined && <kbd>{key}</kbd>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
