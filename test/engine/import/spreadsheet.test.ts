import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';

import { ZipFile } from 'yazl';

import { shownNumber } from '../../../electron/engine/import/spreadsheet/cellFormat.ts';
import {
  withoutElements,
  xmlAttributes,
  xmlElements,
  xmlText,
} from '../../../electron/engine/import/spreadsheet/xml.ts';
import { assertBalanced } from '../../helpers/importCounts.ts';
import {
  eventsOf,
  fileBeside,
  importFiles,
  newCase,
  verify,
  withOpen,
} from '../../helpers/importedCase.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const workbook = `${declaration}<workbook xmlns="${main}"><workbookPr/><sheets>
<sheet name="Audit log" sheetId="1" r:id="rId1"/><sheet name="Notes" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>`;
const relations = `${declaration}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`;
/** Style 1 is a date and time, style 2 a format with quoted letters that is none. */
const styles = `${declaration}<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/><numFmt numFmtId="165" formatCode="0 &quot;days&quot;"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;
const strings = `${declaration}<sst xmlns="${main}"><si><t>Date and time</t></si><si><t>Event name</t></si><si><t>Category</t></si><si><t>Description</t></si><si><t>User name</t></si><si><t>IP address</t></si>
<si><t>API Key created</t></si><si><r><t>Mod</t></r><r><rPr><b/></rPr><t xml:space="preserve">els &amp; more</t></r><rPh><t>spoken</t></rPh></si></sst>`;
const rows = [
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c></row>',
  '<row r="2"/>',
  '<row r="3" spans="1:6"><c r="A3" s="1"><v>46188.5</v></c><c r="B3" t="s"><v>6</v></c><c r="C3" t="s"><v>7</v></c><c r="D3" t="inlineStr"><is><t>line one\nsays "x", y</t></is></c><c r="E3" t="str"><f>A1</f><v>jo@example.com</v></c><c r="F3" t="inlineStr"><is><t>203.0.113.7</t></is></c></row>',
  '<row r="4"><c r="A4" s="1"><v>46188.750011574</v></c><c r="B4" t="s"><v>6</v></c><c r="C4"/><c r="E4" t="b"><v>1</v></c></row>',
];
const sheet = (body: string): string =>
  `${declaration}<worksheet xmlns="${main}"><cols><col min="1" max="1"/></cols><sheetData>${body}</sheetData></worksheet>`;

type Parts = Readonly<Record<string, string>>;
const whole: Parts = {
  '[Content_Types].xml': `${declaration}<Types/>`,
  'xl/workbook.xml': workbook,
  'xl/_rels/workbook.xml.rels': relations,
  'xl/styles.xml': styles,
  'xl/sharedStrings.xml': strings,
  'xl/worksheets/sheet1.xml': sheet(rows.join('')),
  'xl/worksheets/sheet2.xml': sheet(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>',
  ),
};

async function spreadsheet(parts: Parts): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function imported(t: TestContext, parts: Parts) {
  const made = newCase(t);
  const result = await importFiles(made, [fileBeside(made, 'log.xlsx', await spreadsheet(parts))]);
  return { made, result };
}

test('a sheet is read as the log that it holds: dates as shown, what is stored and where beside it', async (t) => {
  const { made, result } = await imported(t, whole);
  result.originals.forEach(assertBalanced);
  assert.deepEqual(
    result.originals.map(({ name, source, events }) => [name, source, events]),
    [
      ['log.xlsx', null, 0],
      ['log.xlsx ▸ Audit log', 'kore', 2],
      ['log.xlsx ▸ Notes (hidden)', 'notes-hidden', 0],
    ],
  );
  assert.match(result.originals[1]?.warnings.join(' ') ?? '', /re-saved by a spreadsheet/u);
  const events = await eventsOf(made);
  assert.deepEqual(
    events.map(({ time, action, category, description, actorName, ip, flags }) => [
      time && new Date(time.ms).toISOString(),
      action,
      category,
      description,
      actorName,
      ip,
      flags,
    ]),
    [
      [
        '2026-06-15T12:00:00.000Z',
        'API Key created',
        'Models & more',
        'line one\nsays "x", y',
        'jo@example.com',
        '203.0.113.7',
        ['spreadsheet re-saved', 'name derived'],
      ],
      [
        '2026-06-15T18:00:01.000Z',
        'API Key created',
        null,
        null,
        'TRUE',
        null,
        ['spreadsheet re-saved'],
      ],
    ],
  );
  await withOpen(made, (open) => {
    const [first] = events;
    const row = open.evidence
      .read(first?.original ?? 0, first?.offset ?? 0, first?.length ?? 0)
      .toString();
    assert.ok(row.includes('"{""Date and time"":""46188.5""}"'), row);
    const [, offset, length] = /xl\/worksheets\/sheet1\.xml:(\d+)\+(\d+)$/u.exec(row) ?? [];
    const bytes = Buffer.from(whole['xl/worksheets/sheet1.xml'] ?? '');
    assert.equal(
      bytes.subarray(Number(offset), Number(offset) + Number(length)).toString(),
      rows[2],
    );
  });
  assert.deepEqual((await verify(made)).problems, []);
});

test('a workbook that declares a document type is not read', async (t) => {
  const hostile = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>${strings}`;
  const { result } = await imported(t, { ...whole, 'xl/sharedStrings.xml': hostile });
  assert.deepEqual(result.originals, []);
  assert.match(result.failed[0]?.reason ?? '', /declares a document type/u);
});

test('a zip with other members, and one without sheets, say what they are', async (t) => {
  const { result } = await imported(t, {
    ...whole,
    'xl/_rels/workbook.xml.rels': '<Relationships/>',
  });
  assert.match(result.failed[0]?.reason ?? '', /without worksheets/u);
});

const formats = { kinds: ['plain', 'date', 'time'], from1904: false } as const;
for (const [stored, style, shown] of [
  ['46188', 1, '2026-06-15'],
  ['46188.5', 1, '2026-06-15 12:00:00'],
  ['1', 1, '1900-01-01'],
  ['59', 1, '1900-02-28'],
  ['61', 1, '1900-03-01'],
  ['0.25', 2, '06:00:00'],
  ['46188.5', 0, '46188.5'],
  ['46188.123456789', 1, '2026-06-15 02:57:46.667'],
  ['-3', 1, '-3'],
  ['1E+30', 1, '1E+30'],
] as const) {
  test(`${stored} in style ${style} is shown as ${shown}`, () => {
    assert.equal(shownNumber(stored, style, formats), shown);
  });
}

test('days count from 1904 where the workbook says so', () => {
  assert.equal(shownNumber('44726', 1, { ...formats, from1904: true }), '2026-06-15');
});

test(
  'XML that is made to be looked through again and again is read in no time',
  { timeout: 10_000 },
  () => {
    const many = 300_000;
    assert.deepEqual([...xmlElements('<c>'.repeat(many), 'c')], []);
    assert.deepEqual([...xmlElements('<c '.repeat(many), 'c')], []);
    assert.equal(withoutElements('<rPh>'.repeat(many), 'rPh').length, many * 5);
    assert.equal(xmlText('<![CDATA['.repeat(many)).length, many * 9);
    assert.equal(xmlAttributes('a'.repeat(many)).size, 0);
    assert.equal(xmlText('<![CDATA[a<b&amp;]]>&lt;'), 'a<b&amp;<');
    assert.equal(withoutElements('a<x:rPh sb="0">b</x:rPh>c<rPh/>d', 'rPh'), 'acd');
  },
);

test('a sheet that ends in the middle of a row is refused, not cut short without a word', async (t) => {
  const cut = sheet(rows.join('')).slice(0, -80);
  const { result } = await imported(t, { ...whole, 'xl/worksheets/sheet1.xml': cut });
  assert.deepEqual(
    result.originals.map(({ name, warnings }) => [name, warnings]),
    [
      ['log.xlsx', ['log.xlsx ▸ Audit log: the sheet ends in the middle of a row']],
      ['log.xlsx ▸ Notes (hidden)', []],
    ],
  );
});
