import { arcane } from './arcane.ts';
import { kore, koreConsole, koreV2 } from './kore.ts';
import { langfuse } from './langfuse.ts';
import type { SourceRules } from './source.ts';

/** Every known source, most telling first. */
export const sourceRules: readonly SourceRules[] = [langfuse, arcane, koreConsole, koreV2, kore];
