import { LayoutList } from 'lucide-react';
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';

import type { SavedView } from '../../../shared/savedView.ts';
import { shippedViewsOf } from '../../../shared/shippedViews.ts';
import type { Product } from '../../../shared/shippedViews.ts';
import type { View } from '../../../shared/view.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { shippedChange, shownView } from './viewWords.ts';

import './views.css';

type Props = {
  readonly view: View;
  readonly saved: readonly SavedView[];
  /** The products of the case. */
  readonly products: readonly Product[];
  readonly isReadOnly: boolean;
  readonly onPick: (change: Partial<View>) => void;
  readonly onSave: () => void;
  readonly onManage: () => void;
};

/** The views of this case under names, and those that come with Casebook. */
export function ViewsMenu(props: Props) {
  const { view, saved, onPick } = props;
  const shipped = shippedViewsOf(props.products);
  const shown = shownView(view, saved);
  const pick = (id: string): void => {
    if (id === 'save') return props.onSave();
    if (id === 'manage') return props.onManage();
    const own = saved.find(({ name }) => id === `saved ${name}`);
    if (own?.view) return onPick(own.view);
    const found = shipped.find(({ name }) => id === name);
    return found ? onPick(shippedChange(found)) : undefined;
  };
  return (
    <MenuTrigger>
      <Button className="button small views-button">
        <LayoutList size={13} /> Views{shown !== null && <b>{shown.name}</b>}
      </Button>
      <Popover placement="bottom end" className="popover is-menu">
        <Menu aria-label="Views" className="menu views-menu" onAction={(id) => pick(String(id))}>
          <MenuSection>
            <Header>Saved in this case</Header>
            {saved.map((one) => (
              <MenuItem
                key={one.name}
                id={`saved ${one.name}`}
                textValue={one.name}
                className="menu-item has-about"
                isDisabled={one.view === null}
              >
                <span>
                  <SafeText text={one.name} />
                  {one === shown && ' ✓'}
                </span>
                <span className="mute">
                  {one.view === null ? 'saved by a newer Casebook' : `saved by ${one.author}`}
                </span>
              </MenuItem>
            ))}
            <MenuItem
              id="save"
              textValue="Save view…"
              className="menu-item"
              isDisabled={props.isReadOnly}
            >
              <span>Save view…</span>
              <kbd>Ctrl+S</kbd>
            </MenuItem>
            <MenuItem id="manage" textValue="Saved views…" className="menu-item">
              <span>Rename, delete, to and from a file…</span>
            </MenuItem>
          </MenuSection>
          <MenuSection>
            <Header>From Casebook</Header>
            {shipped.map(({ name, about }) => (
              <MenuItem key={name} id={name} textValue={name} className="menu-item has-about">
                <span>{name}</span>
                <span className="mute">{about}</span>
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
