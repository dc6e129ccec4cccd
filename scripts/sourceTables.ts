import type { SourceDefinition } from '../electron/engine/import/adapters/definition.ts';
import { aboutOf } from '../electron/engine/sourceAbout.ts';
import { mappedFields } from '../shared/mapping.ts';

const begin = '<!-- made by scripts/sources.ts: run it after a change in resources/sources -->';
const end = '<!-- end of what is made -->';

/** The page with what lies between its marks made anew. */
export function withTables(page: string, definitions: readonly SourceDefinition[]): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error('docs/sources.md has lost its marks');
  const tables = definitions.map(table).join('\n\n');
  return `${page.slice(0, from)}${begin}\n\n${tables}\n\n${page.slice(to)}`;
}

/** The page under docs/export of a source: that of its product, where logs of one product share it. */
export function exportPage(name: string, pages: ReadonlySet<string>): string | null {
  for (let at = name.length; at > 0; at = name.lastIndexOf('-', at - 1)) {
    const page = `${name.slice(0, at)}.md`;
    if (pages.has(page)) return page;
  }
  return null;
}

function table(definition: SourceDefinition): string {
  const { mapping, logsource } = definition;
  const known = aboutOf(definition);
  const rows = known.fields.map(({ field, places, workedOut, knownBy }) => [
    field,
    [...places.map((path) => `\`${path}\``), ...(workedOut ? ['worked out'] : [])].join(', '),
    knownBy,
  ]);
  const told = new Set(known.fields.map(({ field }) => field));
  const never = mappedFields.filter((field) => !told.has(field));
  return [
    `### ${known.label}`,
    `\`--source ${known.source}\`. Comes as ${known.containers
      .map((container) => `${container.name} (${container.confidence})`)
      .join('; ')}.`,
    aligned([['field', 'from', 'known by'], ...rows]),
    [
      `- Ids: ${mapping.uniqueId ? 'each event’s own; another event with the same one is a duplicate or a conflict.' : 'none that are unique: a record is known by its bytes.'}`,
      ...(never.length === 0 ? [] : [`- In no field: ${never.join(', ')}.`]),
      ...known.cannotTell.map((words) => `- Cannot be known: ${words}`),
      ...known.hides.map((words) => `- Hidden by the product: ${words}`),
      ...(definition.about.caps ?? []).map(
        ({ records, whose }) => `- ${whose} end at ${records.toLocaleString('en')} records.`,
      ),
      ...(logsource === undefined
        ? []
        : [
            `- Detection rules: ${logsource
              .map(({ product, service }) =>
                service === undefined ? product : `${product}/${service}`,
              )
              .join(', ')}.`,
          ]),
    ].join('\n'),
  ].join('\n\n');
}

/** A table as the formatter leaves it. */
function aligned(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_name, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[], fill: string): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return [line(head, ' '), rule, ...rows.slice(1).map((row) => line(row, ' '))].join('\n');
}
