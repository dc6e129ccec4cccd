import { useEffect } from 'react';

import type { Bridge } from '../bridge/bridge.ts';
import { openImport, useSession } from '../state/session.ts';
import { commandOf } from './keys.ts';
import { runCommand } from './runCommand.ts';

/** The keys of the whole window, and pasted text as evidence. Dialogs keep their keys to themselves. */
export function useWindowKeys(bridge: Bridge, onError: (error: unknown) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isDialogOpen()) return;
      const command = commandOf({
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
        isTyping: isTyping(event.target),
      });
      if (command === null) return;
      event.preventDefault();
      runCommand(bridge, command).catch(onError);
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isTyping(event.target)) return;
      const { caseInfo, dialog } = useSession.getState();
      const canImport = caseInfo !== null && caseInfo.readOnly === null;
      if (!canImport || (isDialogOpen() && dialog !== 'import')) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      event.preventDefault();
      bridge.call('host.pasteText', { text }).then((file) => openImport([file]), onError);
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('paste', onPaste);
    };
  }, [bridge, onError]);
}

function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog], [role=alertdialog]') !== null;
}

/** Whether a key pressed there writes text. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target instanceof HTMLInputElement && !/^(checkbox|radio|button|file)$/.test(target.type);
}
