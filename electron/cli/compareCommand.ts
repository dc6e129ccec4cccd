import { compareEvents, fewestCompared, mostCompared } from '../../shared/compareEvents.ts';
import { asText } from '../engine/eventRow.ts';
import { withCase } from './inProcess.ts';
import { printJson, printTable, terminalSafe } from './print.ts';
import { usageError } from './run.ts';
import type { Command } from './run.ts';

export const compareCommand: Command = {
  name: 'compare',
  usage: 'compare CASE EVENT EVENT…',
  about: 'prints what differs between two to five events, fields and states (EVENT as E3-1048211)',
  options: {},
  async run([folder, ...events], options, signal) {
    if (events.length < fewestCompared || events.length > mostCompared)
      throw usageError(compareCommand, `name ${fewestCompared} to ${mostCompared} events`);
    return withCase(folder, options, signal, async ({ call }) => {
      const details = [];
      for (const event of events) details.push(await call('event.show', { event }, signal));
      const { differing, same } = compareEvents(details);
      const references = details.map(({ event }) => event);
      if (options['json'] === true) {
        // What an event does not have is null: JSON has no word for absent.
        const plain = differing.map(({ part, path, values }) => ({
          part,
          path,
          values: values.map((value) => value ?? null),
        }));
        printJson({ events: references, differing: plain, same: same.length });
      } else
        printTable(
          ['in', 'field', ...references],
          differing.map(({ part, path, values }) => [
            part,
            path,
            ...values.map((value) => terminalSafe(asText(value) ?? '')),
          ]),
        );
      return 0;
    });
  },
};
