import { ExpectedError } from '../../shared/failure.ts';
import { formatFilterText } from '../../shared/filterText.ts';
import type { View } from '../../shared/view.ts';
import { withCase } from './inProcess.ts';
import type { InProcess } from './inProcess.ts';
import { callerPath, textOption } from './paths.ts';
import { printJson, printTable, say, terminalSafe } from './print.ts';
import { usageError } from './run.ts';
import type { Command, Options } from './run.ts';

export const viewsCommand: Command = {
  name: 'views',
  usage: 'views CASE [--export FILE | --import FILE]',
  about: 'lists the saved views of a case, writes them to a file or takes them from one',
  options: { export: { type: 'string' }, import: { type: 'string' } },
  async run([folder, ...rest], options, signal) {
    if (rest.length > 0) throw usageError(viewsCommand, `"${rest[0]}" is one argument too many`);
    const [to, from] = [textOption(options, 'export'), textOption(options, 'import')];
    return withCase(folder, options, signal, async ({ call, grants }) => {
      if (to !== undefined) {
        const target = grants.add(callerPath(to), 'write');
        const { views } = await call('view.export', { target }, signal);
        if (options['json'] === true) printJson({ views });
        else say(`${views} views written to ${to}`);
        return 0;
      }
      if (from !== undefined) {
        const { added } = await call(
          'view.import',
          { file: grants.add(callerPath(from), 'read') },
          signal,
        );
        if (options['json'] === true) printJson({ added });
        else say(`${added.length} views added${added.map((name) => `\n  ${name}`).join('')}`);
        return 0;
      }
      const views = await call('view.list', {}, signal);
      if (options['json'] === true) printJson({ views });
      else
        printTable(
          ['name', 'saved by', 'at', 'filter'],
          views.map(({ name, author, at, view }) => [
            terminalSafe(name),
            terminalSafe(author),
            at,
            view === null ? '(cannot be read)' : terminalSafe(formatFilterText(view.filter)),
          ]),
        );
      return 0;
    });
  },
};

/** The view that --view names, under what the other options say; without --view what they say alone. */
export async function namedView(
  { call }: InProcess,
  given: View,
  options: Options,
  signal: AbortSignal,
): Promise<View> {
  const name = textOption(options, 'view');
  if (name === undefined) return given;
  const found = (await call('view.list', {}, signal)).find((saved) => saved.name === name);
  if (!found?.view)
    throw new ExpectedError('not-found', `--view: there is no view "${name}" in this case`);
  return {
    ...found.view,
    ...(options['filter'] !== undefined && { filter: given.filter }),
    ...(options['sort'] !== undefined && { sort: given.sort }),
    ...(options['columns'] !== undefined && { columns: given.columns }),
    ...(options['zone'] !== undefined && { zone: given.zone }),
  };
}
