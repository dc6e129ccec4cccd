import { gapRule } from '../../shared/coverage.ts';
import { ExpectedError } from '../../shared/failure.ts';
import { formatFilterText } from '../../shared/filterText.ts';
import { auditPeriodSetting, versionsWords } from '../../shared/overview.ts';
import type { AuditPeriod } from '../../shared/overview.ts';
import { periodProblem } from '../../shared/periodProblem.ts';
import { withCase } from './inProcess.ts';
import { zoneOption } from './optionValues.ts';
import { textOption } from './paths.ts';
import { printJson, printLine, printTable, terminalSafe } from './print.ts';
import { usageError } from './run.ts';
import type { Command } from './run.ts';

export const overviewCommand: Command = {
  name: 'overview',
  usage: 'overview CASE [--zone ZONE] [--period FROM..TO|none]',
  about: 'tells what the case covers, what is missing, and the numbers to begin with',
  options: { zone: { type: 'string' }, period: { type: 'string' } },
  async run([folder, ...rest], options, signal) {
    if (rest.length > 0) throw usageError(overviewCommand, `"${rest[0]}" is one argument too many`);
    const zone = zoneOption(options);
    const given = textOption(options, 'period');
    const kept = given === undefined ? undefined : periodOf(given, zone);
    return withCase(folder, options, signal, async ({ call }) => {
      if (kept !== undefined)
        await call('setting.set', { name: auditPeriodSetting, value: kept }, signal);
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
        found.figures.map(({ label, count, versions, filter }) => [
          String(count).padStart(9),
          versions.count === 0 ? label : `${label}, ${versionsWords(versions.count)}`,
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
        printLine(
          [
            `${found.purges.count} ${found.purges.count === 1 ? 'event tells' : 'events tell'} that old records were deleted`,
            ...(found.purges.versions.count === 0
              ? []
              : [versionsWords(found.purges.versions.count)]),
          ].join(', '),
        );
      for (const { words } of found.missing) printLine(terminalSafe(`may be missing: ${words}`));
      for (const { name, warnings } of found.files)
        for (const warning of warnings) printLine(terminalSafe(`${name}: ${warning}`));
      for (const { label, hides } of found.hidden)
        for (const words of hides) printLine(`${label}: ${words}`);
      return 0;
    });
  },
};

/** `2026-01-01..2026-06-30`, both days included, in the zone of the command; `none` takes the period away. */
function periodOf(text: string, zone: string): AuditPeriod | null {
  if (text === 'none') return null;
  const [from = '', to = '', ...rest] = text.split('..');
  const problem = rest.length > 0 ? `“${text}” is no period` : periodProblem(from, to);
  if (problem !== null) throw new ExpectedError('bad-request', `--period: ${problem}`);
  return { from, to, zone };
}
