import { ExpectedError } from '../../../../shared/failure.ts';
import type { ZipMembers } from '../containers.ts';
import { readFormats } from './cellFormat.ts';
import type { SheetParts } from './sheetCsv.ts';
import { sheetCsv } from './sheetCsv.ts';
import { readPart, withoutElements, xmlAttributes, xmlElements, xmlText } from './xml.ts';

const maxPartBytes = 16 * 1024 * 1024;
/** Excel itself holds them in memory, too. */
const maxStringBytes = 512 * 1024 * 1024;

export type Sheet = { readonly name: string; readonly open: () => AsyncIterable<Uint8Array> };

/** Whether a zip is a workbook of Excel's XML format. */
export function isSpreadsheet({ members }: ZipMembers): boolean {
  return members.some(({ name }) => name === 'xl/workbook.xml');
}

/** The worksheets of a workbook in its order, each to be read as CSV. Throws ExpectedError where the workbook cannot be read. */
export async function openSpreadsheet(archive: ZipMembers): Promise<readonly Sheet[]> {
  const parts = new Map(archive.members.map((member) => [member.name, member]));
  const read = async (name: string, most = maxPartBytes): Promise<string> => {
    const member = parts.get(name);
    return member ? readPart(member.open(), most, name) : '';
  };
  const workbook = await read('xl/workbook.xml');
  const relations = new Map(
    [...xmlElements(await read('xl/_rels/workbook.xml.rels'), 'Relationship')].map(({ tag }) => {
      const attributes = xmlAttributes(tag);
      return [attributes.get('Id') ?? '', partName(attributes.get('Target') ?? '')] as const;
    }),
  );
  const formats = readFormats(await read('xl/styles.xml'), workbook);
  let strings: Promise<readonly string[]> | null = null;
  const sheets = [...xmlElements(workbook, 'sheet')].flatMap(({ tag }): Sheet[] => {
    const attributes = xmlAttributes(tag);
    const part = relations.get(attributes.get('id') ?? '');
    const member = part === undefined ? undefined : parts.get(part);
    if (!member || part === undefined || !part.includes('worksheets/')) return [];
    const isHidden = (attributes.get('state') ?? 'visible') !== 'visible';
    async function* open(): AsyncGenerator<Uint8Array> {
      strings ??= read('xl/sharedStrings.xml', maxStringBytes).then(sharedStrings);
      const said: SheetParts = { part: part ?? '', strings: await strings, formats };
      if (member) yield* sheetCsv(member.open(), said);
    }
    return [{ name: `${attributes.get('name') ?? part}${isHidden ? ' (hidden)' : ''}`, open }];
  });
  if (sheets.length === 0)
    throw new ExpectedError('unreadable', 'a spreadsheet without worksheets');
  return sheets;
}

/** A target is said relative to `xl/`, or from the root. */
function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//u, '')}`;
}

/** Runs of one string are joined; phonetic hints (`rPh`) are not part of it. */
function sharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  for (const { inside } of xmlElements(xml, 'si')) {
    const spoken = inside.includes('rPh') ? withoutElements(inside, 'rPh') : inside;
    let text = '';
    for (const part of xmlElements(spoken, 't')) text += xmlText(part.inside);
    strings.push(text);
  }
  return strings;
}
