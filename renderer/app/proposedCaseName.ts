/** What a case made by dropping these is called at first: the folder's or the single file's name. */
export function proposedCaseName(paths: readonly string[]): string {
  const folders = new Set(paths.map((path) => (path.includes('/') ? path.split('/')[0] : null)));
  const [folder] = folders;
  if (folders.size === 1 && typeof folder === 'string' && folder !== '') return folder;
  const [only] = paths;
  if (paths.length !== 1 || only === undefined) return 'New case';
  const name = (only.split('/').at(-1) ?? only).replace(
    /(\.(jsonl?|ndjson|csv|log|txt|gz|zip))+$/iu,
    '',
  );
  return name === '' ? 'New case' : name;
}
