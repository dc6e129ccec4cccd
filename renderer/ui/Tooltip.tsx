import type { ReactElement } from 'react';
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';

type Props = {
  readonly text: string;
  readonly children: ReactElement<Record<string, unknown>, string>;
};

/** Words beside something that can have the focus; they come with the pointer and with the focus. */
export function Tooltip({ text, children }: Props) {
  return (
    <TooltipTrigger delay={400}>
      <Focusable>{children}</Focusable>
      <AriaTooltip className="tooltip">{text}</AriaTooltip>
    </TooltipTrigger>
  );
}
