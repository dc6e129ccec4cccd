import { arcane } from './arcane.ts';
import { kore, koreConsole, koreV2 } from './kore.ts';
import { langfuse } from './langfuse.ts';
import { openai } from './openai.ts';
import { pgaudit } from './pgaudit.ts';
import type { SourceCode } from './source.ts';

/** Functions that a definition names in `code`. */
export const codes: ReadonlyMap<string, SourceCode> = new Map([
  ['langfuse', langfuse],
  ['arcane', arcane],
  ['kore', kore],
  ['koreConsole', koreConsole],
  ['koreV2', koreV2],
  ['openai', openai],
  ['pgaudit', pgaudit],
]);
