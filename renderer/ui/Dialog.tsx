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
  return (
    <ModalOverlay
      className="modal-overlay"
      isOpen
      isKeyboardDismissDisabled={!canDismiss}
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
    >
      <Modal className="modal" style={{ width }}>
        <AriaDialog className="dialog">
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
