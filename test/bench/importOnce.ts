import { commands } from '../../electron/cli/commands.ts';
import { runCommand } from '../../electron/cli/run.ts';

/** `import` in a process of its own that says, at its end, how much memory it took at most, in KiB. */
process.exitCode = await runCommand(commands, ['import', ...process.argv.slice(2), '--json']);
process.stderr.write(`peak ${process.resourceUsage().maxRSS}\n`);
