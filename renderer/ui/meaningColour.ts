/** Colours where they mean something: the kind of an action, and how it ended. Any other value has none. */

const verbColours: ReadonlyMap<string, string> = new Map([
  ['create', 'var(--verb-create)'],
  ['update', 'var(--verb-update)'],
  ['enable', 'var(--verb-update)'],
  ['disable', 'var(--verb-update)'],
  ['delete', 'var(--verb-delete)'],
  ['revoke', 'var(--verb-delete)'],
  ['grant', 'var(--verb-grant)'],
  ['export', 'var(--verb-export)'],
  ['login', 'var(--verb-login)'],
  ['logout', 'var(--verb-login)'],
  ['read', 'var(--verb-login)'],
  ['other', 'var(--verb-other)'],
]);

const outcomeColours: ReadonlyMap<string, string> = new Map([
  ['success', 'var(--ok)'],
  ['failure', 'var(--danger)'],
  ['denied', 'var(--warn)'],
  ['pending', 'var(--verb-update)'],
  ['unknown', 'var(--verb-other)'],
]);

export function meaningColour(field: string, value: string): string | null {
  if (field === 'verb') return verbColours.get(value) ?? null;
  return field === 'outcome' ? (outcomeColours.get(value) ?? null) : null;
}
