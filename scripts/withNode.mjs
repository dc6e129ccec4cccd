// Plain JavaScript, since it has to run on a Node that cannot read TypeScript, to say so: `node withNode.mjs FILE …`.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const napi = Number(process.versions.napi);
if (!(napi >= 10) || !process.features.typescript) {
  console.error(
    `Casebook needs Node 24, and this is Node ${process.versions.node}. It comes with the project on Linux and Windows: ` +
      'run `npm ci` (with optional packages) and start through npm. On macOS install Node 24 first.',
  );
  process.exit(2);
}
const [node, , file = '', ...rest] = process.argv;
process.argv = [node ?? '', path.resolve(file), ...rest];
await import(pathToFileURL(path.resolve(file)).href);
