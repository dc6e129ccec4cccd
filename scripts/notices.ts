import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes THIRD-PARTY-NOTICES.md: every package that runs in the program or is bundled into the window, with its licence. */
const root = path.resolve(import.meta.dirname, '..');
const bundled = [
  '@fontsource-variable/inter',
  '@fontsource-variable/jetbrains-mono',
  'lucide-react',
  'mdast-util-from-markdown',
  'monaco-editor',
  'react',
  'react-aria-components',
  'react-dom',
  'react-resizable-panels',
  'zustand',
];

type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
};

function manifest(folder: string): Manifest {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- npm's own file
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

function find(name: string, from: string): string | null {
  for (let at = from; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (at === path.dirname(at)) return null;
  }
}

const found = new Map<string, { readonly folder: string; readonly manifest: Manifest }>();

function collect(name: string, from: string): void {
  const folder = find(name, from);
  if (folder === null || found.has(folder)) return;
  const described = manifest(folder);
  found.set(folder, { folder, manifest: described });
  for (const dependency of Object.keys(described.dependencies ?? {})) collect(dependency, folder);
}

for (const name of [...Object.keys(manifest(root).dependencies ?? {}), ...bundled])
  collect(name, root);

const sections = [...found.values()]
  .toSorted((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1))
  .map(({ folder, manifest: { name, version, license } }) => {
    const file = readdirSync(folder).find((each) => /^licen[cs]e/iu.test(each));
    const text =
      file === undefined
        ? 'No licence text in the package.'
        : readFileSync(path.join(folder, file), 'utf8').trim();
    return `## ${name} ${version}\n\nLicence: ${license ?? 'see below'}\n\n\`\`\`text\n${text}\n\`\`\`\n`;
  });
writeFileSync(
  path.join(root, 'THIRD-PARTY-NOTICES.md'),
  `# Third-party notices\n\nPackages that run in Casebook or are bundled into its window, made by \`node scripts/notices.ts\`. Electron's and\nChromium's own notices come with Electron.\n\n${sections.join('\n')}`,
);
console.log(`${found.size} packages`);
