import { commands } from './cli/commands.ts';
import { runCommand } from './cli/run.ts';

const napi = Number(process.versions.napi);
if (napi < 10) {
  process.stderr.write(
    `casebook: this Node (${process.version}) is too old: Node 24 is needed. In a checkout "npm ci" brings it; use "npm run -s casebook -- …".\n`,
  );
  process.exit(2);
}
process.exitCode = await runCommand(commands, process.argv.slice(2));
