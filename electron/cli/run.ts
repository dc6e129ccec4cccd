import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

import { ExpectedError } from '../../shared/failure.ts';
import { checkOptionValues } from './optionValues.ts';
import { allowReadersToLeave } from './print.ts';

type OptionSpecs = NonNullable<ParseArgsConfig['options']>;
export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** A command's outcome: 0 done, 1 done with something to look at. What to print has been printed. */
export type ExitCode = 0 | 1 | 2;

export type Command = {
  readonly name: string;
  readonly usage: string;
  readonly about: string;
  readonly options: OptionSpecs;
  run(positionals: readonly string[], options: Options, signal: AbortSignal): Promise<number>;
};

/** As wide as most terminals are. */
const lineWidth = 80;

const common: OptionSpecs = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  author: { type: 'string' },
};

/** Runs the command that the arguments name. Wrong usage and foreseen failures are one line on standard error and 2. */
export async function runCommand(
  commands: readonly Command[],
  args: readonly string[],
): Promise<number> {
  allowReadersToLeave();
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const one = commands.find((each) => each.name === rest[0]);
    const told = one ? helpOf(one) : overviewOf(commands);
    (name === undefined ? process.stderr : process.stdout).write(told);
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((each) => each.name === name);
  if (!command) return fail(`there is no command "${name}"; casebook help lists them`);
  const controller = new AbortController();
  process.once('SIGINT', () => {
    controller.abort();
  });
  try {
    const parsed = parseArgs({
      args: rest,
      options: { ...common, ...command.options },
      allowPositionals: true,
    });
    if (parsed.values['help'] === true) {
      process.stdout.write(helpOf(command));
      return 0;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- none of our options is `multiple`
    const options = parsed.values as Options;
    checkOptionValues(options);
    return await command.run(parsed.positionals, options, controller.signal);
  } catch (thrown) {
    if (thrown instanceof ExpectedError) return fail(thrown.message.replaceAll('\n', ' '));
    if (
      thrown instanceof TypeError &&
      'code' in thrown &&
      String(thrown.code).startsWith('ERR_PARSE_ARGS')
    ) {
      return fail(
        `${thrown.message.split('. ')[0] ?? thrown.message} (usage: casebook ${command.usage})`,
      );
    }
    if (thrown instanceof Error && thrown.name === 'AbortError') return fail('cancelled');
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EPIPE') return 0;
    throw thrown;
  }
}

function fail(message: string): 2 {
  process.stderr.write(`casebook: ${message}\n`);
  return 2;
}

function overviewOf(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.flatMap(({ name, about }) =>
    wrapped(about, lineWidth - width - 4).map(
      (line, at) => `  ${(at === 0 ? name : '').padEnd(width)}  ${line}`,
    ),
  );
  return [
    'Casebook: open audit-log exports as evidence',
    '',
    ...lines,
    '',
    'casebook COMMAND --help tells how one is called. Every command takes --json.',
    ...wrapped(
      'Notes and the custody log get the name that --author NAME says, else the environment’s CASEBOOK_AUTHOR, else that of your account: say the one that the window knows you by.',
      lineWidth - 4,
    ),
    'Exit 0: done. 1: done, with something to look at. 2: not done.',
    '',
  ].join('\n');
}

function helpOf({ usage, about }: Command): string {
  const lines = [`casebook ${usage}`, about].flatMap((text, part) =>
    wrapped(text, lineWidth - 4).map((line, at) => `${part === 0 && at === 0 ? '' : '  '}${line}`),
  );
  return `${lines.join('\n')}\n`;
}

/** Lines of whole words. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

/** Wrong usage, worded with what is right. */
export function usageError(command: Pick<Command, 'usage'>, problem: string): ExpectedError {
  return new ExpectedError('bad-request', `${problem} (usage: casebook ${command.usage})`);
}
