import { LayoutList } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';

import { shippedViews } from '../../../shared/shippedViews.ts';
import type { View } from '../../../shared/view.ts';

type Props = { readonly onPick: (change: Partial<View>) => void };

/** Views that come with Casebook: the products' own columns and filters. */
export function ViewsMenu({ onPick }: Props) {
  return (
    <MenuTrigger>
      <Button className="button small">
        <LayoutList size={13} /> Views
      </Button>
      <Popover placement="bottom end" className="popover">
        <Menu
          aria-label="Views"
          className="menu views-menu"
          onAction={(name) => {
            const shipped = shippedViews.find((other) => other.name === name);
            if (!shipped) return;
            const { columns, filter } = shipped;
            onPick(filter === null ? { columns } : { columns, filter });
          }}
        >
          {shippedViews.map(({ name, about }) => (
            <MenuItem key={name} id={name} textValue={name} className="menu-item">
              <Text slot="label">{name}</Text>
              <Text slot="description" className="mute">
                {about}
              </Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
