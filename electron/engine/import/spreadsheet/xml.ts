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
  const text = raw.includes('<![CDATA[')
    ? raw.replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/gu, (_all, inner: string) =>
        inner.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
      )
    : raw;
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(#x?[\dA-Fa-f]{1,7}|\w{1,10});/gu, (all, said: string) => {
    if (!said.startsWith('#')) return entities[said] ?? all;
    const code = said.startsWith('#x') ? Number.parseInt(said.slice(2), 16) : Number(said.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** Attributes of a start tag, by their names without prefix. */
export function xmlAttributes(tag: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single] of tag.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu))
    found.set((name ?? '').replace(/^.*:/u, ''), xmlText(double ?? single ?? ''));
  return found;
}

/** Elements of that name that hold none of their own kind: start tag and what is inside. */
export function* xmlElements(
  xml: string,
  name: string,
): Generator<{ readonly tag: string; readonly inside: string; readonly at: number }> {
  const pattern = new RegExp(
    `<(?:\\w+:)?${name}(\\s[^>]*?)?(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}\\s*>)`,
    'gu',
  );
  for (const found of xml.matchAll(pattern))
    yield { tag: found[1] ?? '', inside: found[2] ?? '', at: found.index };
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
