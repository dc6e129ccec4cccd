import { ChevronDown } from 'lucide-react';
import {
  Button as AriaButton,
  Select as AriaSelect,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';

export type SelectChoice = { readonly id: string; readonly label: string };

type Props = {
  readonly label: string;
  /** The label is read out but not shown. */
  readonly hideLabel?: boolean;
  readonly choices: readonly SelectChoice[];
  readonly value: string;
  readonly onChange: (id: string) => void;
};

export function Select({ label, hideLabel = false, choices, value, onChange }: Props) {
  return (
    <AriaSelect
      className="react-aria-Select field"
      {...(hideLabel && { 'aria-label': label })}
      selectedKey={value}
      onSelectionChange={(key) => onChange(String(key))}
    >
      {!hideLabel && <Label className="field-label">{label}</Label>}
      <AriaButton>
        <SelectValue />
        <ChevronDown size={14} aria-hidden />
      </AriaButton>
      <Popover className="popover is-list">
        <ListBox className="list-box" items={choices}>
          {(choice) => (
            <ListBoxItem className="list-item" id={choice.id} textValue={choice.label}>
              {choice.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
