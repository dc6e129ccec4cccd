import { gapWords } from '../../shared/changeGap.ts';
import { contextScopes } from '../../shared/explore.ts';
import type { FieldValueChange } from '../../shared/explore.ts';
import { ExpectedError } from '../../shared/failure.ts';
import { asText } from '../engine/eventRow.ts';
import { withCase } from './inProcess.ts';
import { wholeNumber, zoneOption } from './optionValues.ts';
import { textOption } from './paths.ts';
import { printJson, printLine, printTable, terminalSafe } from './print.ts';
import { usageError } from './run.ts';
import type { Command } from './run.ts';

export const contextCommand: Command = {
  name: 'context',
  usage: `context CASE EVENT [--scope ${contextScopes.join('|')}] [--reach N] [--zone ZONE]`,
  about: 'prints what happened before and after an event, in order of time',
  options: {
    scope: { type: 'string' },
    reach: { type: 'string' },
    zone: { type: 'string' },
  },
  async run([folder, event], options, signal) {
    if (event === undefined) throw usageError(contextCommand, 'name the event, as E3-1048211');
    const named = textOption(options, 'scope') ?? 'everything';
    const scope = contextScopes.find((each) => each === named);
    if (scope === undefined)
      throw new ExpectedError(
        'bad-request',
        `--scope: "${named}" is none of ${contextScopes.join(', ')}`,
      );
    const zone = zoneOption(options);
    const reach = Math.min(200, wholeNumber(options, 'reach', 25));
    return withCase(folder, options, signal, async ({ call }) => {
      const found = await call('event.context', { event, scope, zone, reach }, signal);
      if (options['json'] === true) {
        printJson({ zone, ...found });
        return 0;
      }
      if (found.at < 0) {
        printLine('This event has nothing of the kind to hold on to.');
        return 0;
      }
      const cells = ['occurredAt', 'actor', 'action', 'resource', 'outcome'];
      printTable(
        ['', 'event', ...cells],
        found.rows.map((row, place) => [
          place === found.at ? '→' : '',
          row.event,
          ...cells.map((name) => terminalSafe(row.cells[name] ?? '')),
        ]),
      );
      printLine(
        `${found.at} of ${found.before} earlier and ${found.rows.length - found.at - 1} of ${found.after} later events; times in ${zone}`,
      );
      return 0;
    });
  },
};

export const historyCommand: Command = {
  name: 'history',
  usage: 'history CASE EVENT PATH',
  about: 'prints who set a field of the event’s resource to what (PATH as /role)',
  options: {},
  async run([folder, event, path], options, signal) {
    if (event === undefined || path === undefined)
      throw usageError(historyCommand, 'name the event and the path, as E3-1048211 /role');
    return withCase(folder, options, signal, async ({ call }) => {
      const found = await call('event.fieldHistory', { event, path }, signal);
      if (options['json'] === true) printJson(found);
      else {
        printTable(
          ['time (UTC)', 'event', 'actor', 'action', 'before', 'after'],
          [...found.changes, null].flatMap((change, place) => [
            ...found.gaps
              .filter((gap) => gap.place === place)
              .map((gap) => [`— ${gapWords(gap, (value) => asText(value) ?? 'null')}`]),
            ...(change === null ? [] : [historyLine(change)]),
          ]),
        );
        printLine(`${found.read} of ${found.count} changes of the resource read`);
      }
      return 0;
    });
  },
};

function historyLine(change: FieldValueChange): readonly string[] {
  return [
    change.time ?? 'no time',
    change.event,
    terminalSafe(change.actor ?? ''),
    terminalSafe(change.action ?? ''),
    terminalSafe(asText(change.before) ?? ''),
    terminalSafe(asText(change.after) ?? ''),
  ];
}
