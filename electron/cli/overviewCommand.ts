import { gapRule } from '../../shared/coverage.ts';
import { formatFilterText } from '../../shared/filterText.ts';
import { withCase } from './inProcess.ts';
import { printJson, printLine, printTable, terminalSafe } from './print.ts';
import { viewOf } from './queryCommand.ts';
import { usageError } from './run.ts';
import type { Command } from './run.ts';

export const overviewCommand: Command = {
  name: 'overview',
  usage: 'overview CASE [--zone ZONE]',
  about: 'tells what the case covers, what is missing, and the numbers to begin with',
  options: { zone: { type: 'string' } },
  async run([folder, ...rest], options, signal) {
    if (rest.length > 0) throw usageError(overviewCommand, `"${rest[0]}" is one argument too many`);
    const { zone } = viewOf({ zone: options['zone'] });
    return withCase(folder, options, signal, async ({ call }) => {
      const found = await call('case.overview', { zone }, signal);
      if (options['json'] === true) {
        printJson(found);
        return 0;
      }
      const { period, counted, outside } = found;
      printLine(
        period === null
          ? `No audit period is set. ${found.events.toLocaleString('en')} events; days in ${zone}.`
          : `Audit period ${period.from} to ${period.to} (${period.zone}): ${counted.count.toLocaleString('en')} events, ${(outside?.count ?? 0).toLocaleString('en')} outside.`,
      );
      printTable(
        ['events', '', 'filter'],
        found.figures.map(({ label, count, filter }) => [
          String(count).padStart(9),
          label,
          formatFilterText(filter),
        ]),
      );
      printTable(
        ['events', 'days', 'from', 'to', 'gaps', 'product'],
        found.products.map(({ events, days, gaps, usualPause, label }) => [
          String(events).padStart(9),
          String(days.length),
          days[0]?.day ?? '',
          days.at(-1)?.day ?? '',
          usualPause === null
            ? 'too few days to tell'
            : gaps.map(({ from, to }) => (from === to ? from : `${from}–${to}`)).join(', ') ||
              'none',
          label,
        ]),
      );
      printLine(gapRule);
      if (found.purges.count > 0)
        printLine(`${found.purges.count} events tell that old records were deleted`);
      for (const { name, warnings } of found.files)
        for (const warning of warnings) printLine(terminalSafe(`${name}: ${warning}`));
      for (const { label, hides } of found.hidden)
        for (const words of hides) printLine(`${label}: ${words}`);
      return 0;
    });
  },
};
