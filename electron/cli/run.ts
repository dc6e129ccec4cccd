import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

import { ExpectedError } from '../../shared/failure.ts';

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
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? process.stderr : process.stdout).write(usageOf(commands));
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
      process.stdout.write(`casebook ${command.usage}\n  ${command.about}\n`);
      return 0;
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- none of our options is `multiple`
    return await command.run(parsed.positionals, parsed.values as Options, controller.signal);
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

function usageOf(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  const lines = commands.map(({ usage, about }) => `  casebook ${usage.padEnd(width)}  ${about}`);
  return `Casebook: open audit-log exports as evidence\n\n${lines.join('\n')}\n\nEvery command takes --json. Exit 0: done. 1: done, with something to look at. 2: not done.\n`;
}

/** Wrong usage, worded with what is right. */
export function usageError(command: Pick<Command, 'usage'>, problem: string): ExpectedError {
  return new ExpectedError('bad-request', `${problem} (usage: casebook ${command.usage})`);
}
