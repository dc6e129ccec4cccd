/**
 * A name that is one plain file name on every system: no separators, no control characters, no leading dot, nothing
 * that Windows reserves; at most 120 characters. For names that come from a window or from data.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const cleaned = last
    // oxlint-disable-next-line no-control-regex -- control characters are what must go
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/gu, '_')
    .replace(/^[. ]+/, '')
    .slice(-120)
    .replace(/[. ]+$/, '');
  if (cleaned === '') return 'unnamed';
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(cleaned) ? `_${cleaned}` : cleaned;
}

/** The path that a file had inside what was given, as shown to the auditor: clean parts joined by `/`. */
export function cleanRelativePath(given: string): string {
  const parts = given.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.length === 0 ? 'unnamed' : parts.map(cleanFileName).join('/').slice(-1000);
}
