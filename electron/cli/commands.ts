import {
  exportCommand,
  indexCommand,
  showCommand,
  sqlCommand,
  verifyCommand,
} from './caseCommands.ts';
import { compareCommand } from './compareCommand.ts';
import { contextCommand, historyCommand } from './contextCommand.ts';
import { entitiesCommand } from './entityCommand.ts';
import { importCommand, previewCommand } from './importCommand.ts';
import { noteCommand, notesCommand } from './noteCommands.ts';
import { overviewCommand } from './overviewCommand.ts';
import { queryCommand } from './queryCommand.ts';
import { reindexCommand } from './reindexCommand.ts';
import type { Command } from './run.ts';
import { sourcesCommand } from './sourcesCommand.ts';
import { syncCommand } from './syncCommand.ts';
import { viewsCommand } from './viewsCommand.ts';
import { openCommand, serveCommand } from './windowCommands.ts';

export const commands: readonly Command[] = [
  openCommand,
  importCommand,
  previewCommand,
  sourcesCommand,
  queryCommand,
  entitiesCommand,
  overviewCommand,
  viewsCommand,
  showCommand,
  contextCommand,
  historyCommand,
  compareCommand,
  exportCommand,
  noteCommand,
  notesCommand,
  verifyCommand,
  indexCommand,
  sqlCommand,
  reindexCommand,
  serveCommand,
  syncCommand,
];
