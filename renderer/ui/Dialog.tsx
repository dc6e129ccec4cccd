import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

type Props = {
  /** Its heading, and the dialog's accessible name. */
  readonly title: string;
  readonly width?: number;
  /** False while leaving would lose work; then only a button leaves. */
  readonly canDismiss?: boolean;
  readonly aside?: ReactNode;
  readonly buttons?: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
};

/** A modal dialog: holds the focus, gives it back, and Esc closes it. */
export function Dialog(props: Props) {
  const { title, width = 560, canDismiss = true } = props;
  const dialog = useFocusKept();
  return (
    <ModalOverlay
      className="modal-overlay"
      isOpen
      isKeyboardDismissDisabled={!canDismiss}
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
    >
      <Modal className="modal" style={{ width: `min(${width}px, calc(100vw - 40px))` }}>
        <AriaDialog ref={dialog} className="dialog">
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {props.aside}
          </div>
          <div className="dialog-body">{props.children}</div>
          {props.buttons !== undefined && <div className="dialog-buttons">{props.buttons}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * When the button that has the focus goes away or is disabled, the focus falls to the page, where Esc and Tab would
 * mean nothing to the dialog: the next key gives it back first.
 */
function useFocusKept() {
  const dialog = useRef<HTMLElement>(null);
  useEffect(() => {
    const keep = (event: KeyboardEvent): void => {
      if (document.activeElement !== document.body || dialog.current === null) return;
      const dialogs = document.querySelectorAll('[role=dialog]');
      if (dialogs.item(dialogs.length - 1) !== dialog.current) return;
      dialog.current.focus();
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      const again = { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true };
      dialog.current.dispatchEvent(new KeyboardEvent('keydown', again));
    };
    document.addEventListener('keydown', keep, { capture: true });
    return () => document.removeEventListener('keydown', keep, { capture: true });
  }, []);
  return dialog;
}
