import { ExpectedError } from '../../shared/failure.ts';
import { confidenceWords } from '../../shared/sourceAbout.ts';
import { startEngine } from './inProcess.ts';
import { printJson, printLine, printTable } from './print.ts';
import { usageError } from './run.ts';
import type { Command } from './run.ts';

export const sourcesCommand: Command = {
  name: 'sources',
  usage: 'sources [NAME]',
  about: 'lists the products whose logs are recognised, or what is known of one',
  options: {},
  async run([name, ...rest], options, signal) {
    if (rest.length > 0) throw usageError(sourcesCommand, `"${rest[0]}" is one argument too many`);
    const { session, call } = startEngine();
    try {
      if (name === undefined) {
        const sources = await call('source.list', {}, signal);
        if (options['json'] === true) printJson({ sources });
        else {
          printTable(
            ['source', 'label'],
            sources.map(({ source, label }) => [source, label]),
          );
        }
        return 0;
      }
      const about = await call('source.about', { source: name }, signal);
      if (!about)
        throw new ExpectedError('bad-request', `no source is named "${name}": casebook sources`);
      if (options['json'] === true) {
        printJson(about);
        return 0;
      }
      printLine(about.label);
      for (const { name: container, confidence } of about.containers)
        printLine(`  comes as ${container} (${confidenceWords[confidence]})`);
      printTable(
        ['field', 'known by', 'from'],
        about.fields.map(({ field, knownBy, places, workedOut }) => [
          field,
          knownBy,
          [...places, ...(workedOut ? ['worked out of others'] : [])].join(', '),
        ]),
      );
      for (const words of about.cannotTell) printLine(`Cannot be known: ${words}`);
      for (const words of about.hides) printLine(`Hidden by the product: ${words}`);
      return 0;
    } finally {
      session.close();
    }
  },
};
