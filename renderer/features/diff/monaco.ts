import * as monaco from 'monaco-editor/editor/editor.api';
// The signs + and − of the gutter are a font of Monaco's own.
// oxlint-disable-next-line no-restricted-imports -- a folder of Monaco's, not a feature of ours
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/editor/browser/widget/diffEditor/diffEditor.contribution';
// A diff editor asks for this service when it is made, and throws without it.
import 'monaco-editor/editor/contrib/documentSymbols/browser/documentSymbols';
import 'monaco-editor/editor/contrib/find/browser/findController';
import 'monaco-editor/editor/contrib/folding/browser/folding';
// oxlint-disable-next-line import/default -- an address that the bundler makes
import editorWorkerUrl from 'monaco-editor/editor/editor.worker?worker&url';

type ScriptUrlPolicy = { createScriptURL(url: string): string };
type TrustedTypes = {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
};

/** The one policy by which this window makes workers: our own bundled file, and nothing else. */
function workerPolicy(): ScriptUrlPolicy {
  const rules: ScriptUrlPolicy = {
    createScriptURL(url) {
      if (url !== editorWorkerUrl) throw new TypeError(`not a worker of ours: ${url}`);
      return url;
    },
  };
  if (!('trustedTypes' in window)) return rules;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- not in TypeScript's DOM types
  return (window.trustedTypes as TrustedTypes).createPolicy('casebook-worker', rules);
}

const policy = workerPolicy();
self.MonacoEnvironment = {
  getWorker: () => new Worker(policy.createScriptURL(editorWorkerUrl), { type: 'module' }),
};

/** Colours for JSON without its language service, which would bring a worker and a megabyte for nothing. */
export const stateLanguage = 'casebook-json';
monaco.languages.register({ id: stateLanguage });
monaco.languages.setMonarchTokensProvider(stateLanguage, {
  tokenizer: {
    root: [
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'key'],
      [/"(?:[^"\\]|\\.)*"/, 'string'],
      [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
      [/\b(?:true|false|null)\b/, 'keyword'],
    ],
  },
});

// No rules of the base themes, and the same tokens in both: the removed lines of the unified view keep the numbers of
// the colours that they were drawn with, so that a change of theme must not give these numbers to other tokens.
const light = {
  '': '171b21',
  key: '48525e',
  string: '1a6e45',
  number: '1f5c99',
  keyword: '7a3fc9',
};
const dark = { '': 'e4e8ee', key: 'a8b3c0', string: '7ccfa3', number: '7fbcf7', keyword: 'c3a6f7' };
type Tokens = typeof light;
const rules = (tokens: Tokens) =>
  Object.entries(tokens).map(([token, foreground]) => ({ token, foreground }));

monaco.editor.defineTheme('casebook-light', {
  base: 'vs',
  inherit: false,
  rules: rules(light),
  colors: {
    'editor.background': '#ffffff',
    'diffEditor.insertedTextBackground': '#1a7f4e33',
    'diffEditor.removedTextBackground': '#b3261e2b',
    'diffEditor.insertedLineBackground': '#1a7f4e14',
    'diffEditor.removedLineBackground': '#b3261e12',
  },
});
monaco.editor.defineTheme('casebook-dark', {
  base: 'vs-dark',
  inherit: false,
  rules: rules(dark),
  colors: {
    'editor.background': '#0e1217',
    'diffEditor.insertedTextBackground': '#4fc08d33',
    'diffEditor.removedTextBackground': '#f28b8233',
    'diffEditor.insertedLineBackground': '#4fc08d14',
    'diffEditor.removedLineBackground': '#f28b8214',
  },
});

export { monaco };
