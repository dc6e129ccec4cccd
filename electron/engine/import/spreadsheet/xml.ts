import { ExpectedError } from '../../../../shared/failure.ts';

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

/** Text of an element or attribute: the five entities of XML and numbered ones; no others are known, so none can expand. */
export function xmlText(raw: string): string {
  const text = raw.includes('<![CDATA[') ? withoutCdata(raw) : raw;
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(#x?[\dA-Fa-f]{1,7}|\w{1,10});/gu, (all, said: string) => {
    if (!said.startsWith('#')) return entities[said] ?? all;
    const code = said.startsWith('#x') ? Number.parseInt(said.slice(2), 16) : Number(said.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** CDATA as plain text; one that is not closed stays as it is. */
function withoutCdata(raw: string): string {
  const [open, close] = ['<![CDATA[', ']]>'];
  let plain = '';
  let at = 0;
  for (;;) {
    const from = raw.indexOf(open, at);
    const to = from < 0 ? -1 : raw.indexOf(close, from);
    if (to < 0) return plain + raw.slice(at);
    const inner = raw.slice(from + open.length, to);
    plain += raw.slice(at, from) + inner.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    at = to + close.length;
  }
}

/** No office program writes a longer start tag. */
const longestTag = 65_536;

/** Attributes of a start tag, by their names without prefix. */
export function xmlAttributes(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (tag.length > longestTag) return found;
  for (const [, name, double, single] of tag.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu))
    found.set((name ?? '').replace(/^.*:/u, ''), xmlText(double ?? single ?? ''));
  return found;
}

export type XmlElement = {
  /** What stands in the start tag after the name. */
  readonly tag: string;
  readonly inside: string;
  readonly at: number;
  readonly end: number;
};

/** Elements of that name that hold none of their own kind. One that is not closed ends them: each place is looked at once. */
export function* xmlElements(xml: string, name: string): Generator<XmlElement> {
  const open = new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])`, 'gu');
  const close = new RegExp(`</(?:\\w+:)?${name}\\s*>`, 'gu');
  for (let found = open.exec(xml); found; found = open.exec(xml)) {
    const from = found.index + found[0].length;
    const opened = xml.indexOf('>', from);
    if (opened < 0) return;
    const isEmpty = xml[opened - 1] === '/';
    const tag = xml.slice(from, isEmpty ? opened - 1 : opened);
    close.lastIndex = opened + 1;
    const closed = isEmpty ? null : close.exec(xml);
    if (!isEmpty && !closed) return;
    const end = closed ? closed.index + closed[0].length : opened + 1;
    yield { tag, inside: closed ? xml.slice(opened + 1, closed.index) : '', at: found.index, end };
    open.lastIndex = end;
  }
}

/** The text without the elements of that name. */
export function withoutElements(xml: string, name: string): string {
  let kept = '';
  let at = 0;
  for (const element of xmlElements(xml, name)) {
    kept += xml.slice(at, element.at);
    at = element.end;
  }
  return kept + xml.slice(at);
}

/** A whole small part of a spreadsheet. Throws ExpectedError where it is too large or declares entities. */
export async function readPart(
  content: AsyncIterable<Uint8Array>,
  most: number,
  what: string,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of content) {
    size += bytes.length;
    if (size > most)
      throw new ExpectedError(
        'unreadable',
        `the spreadsheet’s ${what} has more than ${most.toLocaleString('en-US')} bytes, which is not read: save the sheet as CSV`,
      );
    parts.push(bytes);
  }
  const text = new TextDecoder().decode(Buffer.concat(parts));
  refuseDeclarations(text, what);
  return text;
}

/** No office program writes a document type; with one, a small file can unfold into a huge one. */
export function refuseDeclarations(text: string, what: string): void {
  if (/<!(?:DOCTYPE|ENTITY)/u.test(text.slice(0, 4096)))
    throw new ExpectedError(
      'unreadable',
      `the spreadsheet’s ${what} declares a document type, which no office program writes: it is not read`,
    );
}
