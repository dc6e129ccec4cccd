import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

import { toFailure } from '../../../shared/failure.ts';

type Props = {
  readonly zone: string;
  /** Goes there; answers what is in the way, or null when it went. */
  readonly onGo: (target: string) => Promise<string | null>;
  readonly onClose: () => void;
};

/** Ctrl+G: to a reference, or to the first event at or after a time. */
export function GoToDialog({ zone, onGo, onClose }: Props) {
  const [target, setTarget] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const go = async (): Promise<void> => {
    try {
      const found = await onGo(target.trim());
      if (found === null) onClose();
      else setProblem(found);
    } catch (thrown) {
      setProblem(toFailure(thrown).message);
    }
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      className="modal-overlay"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="modal go-to">
        <Dialog className="dialog">
          <Heading slot="title">Go to</Heading>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (target.trim() !== '') void go();
            }}
          >
            <label className="field-label" htmlFor="go-to-target">
              A row number, a reference or a time ({zone})
            </label>
            <input
              id="go-to-target"
              className="input mono"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on its first field
              autoFocus
              placeholder="7,000,000 · E3-1048211 · 2026-06-18 22:40"
              aria-describedby={problem === null ? undefined : 'go-to-problem'}
              value={target}
              onChange={(event) => {
                setTarget(event.target.value);
                setProblem(null);
              }}
            />
            {problem !== null && (
              <p id="go-to-problem" className="problem" role="alert">
                {problem}
              </p>
            )}
            <div className="dialog-buttons">
              <button type="button" className="button" onClick={onClose}>
                Cancel
              </button>
              <button type="submit" className="button is-primary" disabled={target.trim() === ''}>
                Go
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
