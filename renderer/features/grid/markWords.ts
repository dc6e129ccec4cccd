import type { NoteMark } from '../../../shared/note.ts';

/** What was noted of an event, in a line: "Flagged, follow up, 2 tags: fraud, Q2, 1 comment". */
export function markWords(note: NoteMark | undefined): string {
  if (note === undefined) return 'Nothing noted';
  const { tags, comments } = note;
  const words = [
    ...(note.flagged ? ['flagged'] : []),
    ...(note.review === 'unreviewed' ? [] : [note.review]),
    ...(tags.length === 0
      ? []
      : [`${tags.length} ${tags.length === 1 ? 'tag' : 'tags'}: ${tags.join(', ')}`]),
    ...(comments === 0 ? [] : [`${comments} ${comments === 1 ? 'comment' : 'comments'}`]),
    ...(note.conflict ? ['two people disagree'] : []),
    ...(note.stale ? ['noted on another record than lies here now'] : []),
  ];
  const said = words.join(', ');
  return said === '' ? 'Control reference' : said.charAt(0).toUpperCase() + said.slice(1);
}

/** The same, and what a click does. */
export function markTitle(note: NoteMark | undefined): string {
  if (note === undefined) return 'Click to flag (m)';
  return `${markWords(note)} · click to ${note.flagged ? 'take the flag away' : 'flag'} (m)`;
}
