import { useEffect, useRef } from 'react';

import { isDarkTheme, onThemeChange } from './darkTheme.ts';
import { monaco, stateLanguage } from './monaco.ts';

type Props = {
  readonly before: string;
  readonly after: string;
  readonly isSideBySide: boolean;
};

/** The diff editor, read-only. Loaded when it is first looked at: see `ChangesTab`. */
export function MonacoDiff({ before, after, isSideBySide }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneDiffEditor | null>(null);

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const showTheme = (): void =>
      monaco.editor.setTheme(isDarkTheme() ? 'casebook-dark' : 'casebook-light');
    showTheme();
    const made = monaco.editor.createDiffEditor(element, {
      readOnly: true,
      originalEditable: false,
      automaticLayout: true,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
      fontSize: 12,
      lineNumbersMinChars: 3,
      wordWrap: 'on',
      diffWordWrap: 'on',
      renderOverviewRuler: false,
      useInlineViewWhenSpaceIsLimited: false,
      hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 4 },
      unicodeHighlight: { invisibleCharacters: true, ambiguousCharacters: true },
      links: false,
      contextmenu: false,
      originalAriaLabel: 'Before',
      modifiedAriaLabel: 'After',
    });
    editor.current = made;
    const stop = onThemeChange(showTheme);
    return () => {
      stop();
      editor.current = null;
      const models = made.getModel();
      made.dispose();
      models?.original.dispose();
      models?.modified.dispose();
    };
  }, []);

  useEffect(() => {
    const made = editor.current;
    if (!made) return;
    const old = made.getModel();
    made.setModel({
      original: monaco.editor.createModel(before, stateLanguage),
      modified: monaco.editor.createModel(after, stateLanguage),
    });
    old?.original.dispose();
    old?.modified.dispose();
  }, [before, after]);

  useEffect(() => {
    editor.current?.updateOptions({ renderSideBySide: isSideBySide });
  }, [isSideBySide]);

  return <div ref={host} className="monaco-host" />;
}
