import type { SourceDefinition } from '../electron/engine/import/adapters/definition.ts';
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
  const { name, mapping, about, logsource } = definition;
  const fields = mappedFields.flatMap((field) => {
    const from = places(definition, field);
    if (from === '') return [];
    return [[field, from, about.confidence.fields?.[field] ?? about.confidence.rest]];
  });
  const never = mappedFields.filter((field) => places(definition, field) === '');
  return [
    `### ${mapping.label}`,
    `\`--source ${name}\`. Comes as ${about.containers
      .map((container) => `${container.name} (${container.confidence})`)
      .join('; ')}.`,
    aligned([['field', 'from', 'known by'], ...fields]),
    [
      `- Ids: ${mapping.uniqueId ? 'each event’s own; another event with the same one is a duplicate or a conflict.' : 'none that are unique: a record is known by its bytes.'}`,
      ...(never.length === 0 ? [] : [`- In no field: ${never.join(', ')}.`]),
      ...about.cannotTell.map((words) => `- Cannot be known: ${words}`),
      ...about.hides.map((words) => `- Hidden by the product: ${words}`),
      ...(about.caps ?? []).map(
        ({ records, whose }) => `- ${whose} end at ${records.toLocaleString('en')} records.`,
      ),
      ...(logsource === undefined
        ? []
        : [
            `- Detection rules: ${logsource
              .map(({ product, service }) =>
                [product, ...((service ?? '') ? [service] : [])].join('/'),
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

function places(definition: SourceDefinition, field: (typeof mappedFields)[number]): string {
  const paths = (definition.mapping.fields[field] ?? []).map((path) => `\`${path}\``);
  const more = byRule(definition, field) ? ['rules'] : [];
  const code = definition.about.byCode?.includes(field) === true ? ['code'] : [];
  return [...paths, ...more, ...code].join(', ');
}

function byRule(definition: SourceDefinition, field: string): boolean {
  const { derive, actorType, outcome, changes } = definition;
  if (derive?.some((rule) => rule.field === field) === true) return true;
  if (field === 'actorType') return actorType !== undefined;
  if (field === 'outcome') return outcome !== undefined;
  if (field === 'before')
    return changes?.some((change) => !('before' in change) || change.before !== undefined) === true;
  return field === 'after' && changes !== undefined;
}
