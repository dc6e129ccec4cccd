/** What stands in a line of Markdown. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly content: readonly Inline[] }
  /** Shown as words and address; nothing follows it. */
  | { readonly kind: 'link'; readonly content: readonly Inline[]; readonly address: string };

/** Emphasis within emphasis beyond this stands as text. */
const deepest = 6;

/** Characters that a backslash takes their meaning. */
const escaped = /^\\([!-/:-@[-`{-~])/u;
const link = /^\[([^[\]\n]{1,1000})\]\(([^()\s]{1,2000})\)/u;

/** The pieces of a text in which `\n` is a line break. Never throws. */
export function parseInlines(text: string, depth = 0): readonly Inline[] {
  const found: Inline[] = [];
  let plain = '';
  const unclosed = new Set<string>();
  const flush = (): void => {
    if (plain !== '') found.push({ kind: 'text', text: plain });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const rest = /^[^\\`*_[\n]+/u.exec(text.slice(at, at + 500))?.[0] ?? '';
    plain += rest;
    at += rest.length;
    if (at >= text.length) break;
    const special = rest.length === 500 ? null : specialAt(text, at, depth, unclosed);
    if (special === null) {
      plain += text[at] ?? '';
      at++;
    } else {
      if (special.inline.kind === 'text') plain += special.inline.text;
      else {
        flush();
        found.push(special.inline);
      }
      at = special.next;
    }
  }
  flush();
  return found;
}

type Found = { readonly inline: Inline; readonly next: number };

/** What begins at a place; null where nothing does. */
function specialAt(text: string, at: number, depth: number, unclosed: Set<string>): Found | null {
  switch (text.charAt(at)) {
    case '\n':
      return { inline: { kind: 'break' }, next: at + 1 };
    case '\\': {
      const character = escaped.exec(text.slice(at, at + 2))?.[1];
      return character === undefined
        ? null
        : { inline: { kind: 'text', text: character }, next: at + 2 };
    }
    case '`':
      return codeAt(text, at);
    case '[': {
      const [whole, words, address] = link.exec(text.slice(at, at + 3100)) ?? [];
      if (whole === undefined || words === undefined || address === undefined) return null;
      const content = parseInlines(words, depth + 1);
      return { inline: { kind: 'link', content, address }, next: at + whole.length };
    }
    default:
      return emphasisAt(text, at, depth, unclosed);
  }
}

function codeAt(text: string, at: number): Found {
  const ticks = /^`+/u.exec(text.slice(at))?.[0] ?? '`';
  const start = at + ticks.length;
  const end = text.indexOf(ticks, start);
  // Unclosed: the ticks themselves are text, all at once, so that a long run of them is looked at once.
  if (end < 0) return { inline: { kind: 'text', text: ticks }, next: start };
  const code = text.slice(start, end).replaceAll('\n', ' ');
  const isPadded = code.length > 2 && code.startsWith(' ') && code.endsWith(' ');
  return {
    inline: { kind: 'code', text: isPadded ? code.slice(1, -1) : code },
    next: end + ticks.length,
  };
}

/**
 * `**strong**`, `*emphasis*`, and the same with `_` where no word goes on on either side: names like user_id stay whole.
 * What nothing closes further on is `unclosed` for all that follows, so that it is looked for once.
 */
function emphasisAt(text: string, at: number, depth: number, unclosed: Set<string>): Found {
  const sign = text[at] ?? '*';
  const isDouble = text[at + 1] === sign;
  const marker = isDouble ? sign + sign : sign;
  const start = at + marker.length;
  const asText: Found = { inline: { kind: 'text', text: marker }, next: start };
  if (depth >= deepest || /^\s|^$/u.test(text.slice(start, start + 1))) return asText;
  if ((sign === '_' && isWord(text[at - 1])) || unclosed.has(marker)) return asText;
  for (let end = text.indexOf(marker, start + 1); end > 0; end = text.indexOf(marker, end + 1)) {
    const after = text[end + marker.length];
    const closes =
      !/\s/u.test(text[end - 1] ?? ' ') &&
      text[end - 1] !== '\\' &&
      (sign !== '_' || !isWord(after)) &&
      (isDouble || (after !== sign && text[end - 1] !== sign));
    if (!closes) continue;
    const content = parseInlines(text.slice(start, end), depth + 1);
    return {
      inline: { kind: isDouble ? 'strong' : 'emphasis', content },
      next: end + marker.length,
    };
  }
  unclosed.add(marker);
  return asText;
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);
