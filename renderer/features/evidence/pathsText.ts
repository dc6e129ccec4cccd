/**
 * The paths of a mapped field as one line of text: separated by commas, and quoted as JSON text where a path holds a
 * comma or a quote, or begins or ends with a blank (headers of a CSV may).
 */
export function pathsText(paths: readonly string[]): string {
  return paths.map((path) => (isPlain(path) ? path : JSON.stringify(path))).join(', ');
}

/** Reads what `pathsText` wrote; empty parts are left out. Throws SyntaxError for a quote that does not end. */
export function readPaths(text: string): readonly string[] {
  const paths: string[] = [];
  const part = /\s*(?:("(?:[^"\\]|\\.)*")|([^,"\s][^,]*)|)\s*(,|$)/uy;
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (!found) throw new SyntaxError('A quote does not end here.');
    const path = found[1] === undefined ? (found[2] ?? '').trim() : unquoted(found[1]);
    if (path !== '') paths.push(path);
  }
  return paths;
}

function isPlain(path: string): boolean {
  return path !== '' && path.trim() === path && !/[",]/u.test(path);
}

function unquoted(text: string): string {
  const value: unknown = JSON.parse(text);
  return typeof value === 'string' ? value : '';
}
