import { canonicalText } from './canonicalJson.ts';
import type { FieldChange, State } from './diff.ts';
import type { ChangeKind, JsonValue, Verb } from './event.ts';
import { assertNever } from './failure.ts';
import { isList, pointerKeys } from './jsonPointer.ts';
import { looksSecret } from './secret.ts';

const longestValue = 32;
const longestName = 40;
const masked = '••••';

/**
 * One short line for the grid's Change column: `role: member → owner, +2`, `created with 5 fields`, `deleted, last
 * known state`; empty when no state was logged. What looks like a secret is masked. `changes` are those of
 * `diffStates`. With the verb, a state that is missing from an update is not told as a creation.
 */
export function changeSummary(
  before: State,
  after: State,
  changes: readonly FieldChange[],
  changeKind: ChangeKind,
  verb?: Verb,
): string {
  const [was, is] = [before ?? null, after ?? null];
  if (was === null && is === null) return '';
  if (changeKind === 'request') return requested(is, changes);
  if (was === null) {
    if (changeKind === 'patch') return listed(changes);
    const created = verb === undefined || verb === 'create' || verb === 'other';
    return created ? `created with ${counted(is)}` : `after: ${counted(is)}, before is missing`;
  }
  if (is === null) {
    const deleted = verb === undefined || verb === 'delete' || verb === 'other';
    return deleted ? 'deleted, last known state' : 'after is missing, last known state';
  }
  return changes.length === 0 ? 'before and after are equal' : listed(changes);
}

function requested(is: JsonValue, changes: readonly FieldChange[]): string {
  return is === null ? '' : `requested ${listed(changes)}`;
}

function listed(changes: readonly FieldChange[]): string {
  const [first] = changes;
  if (first === undefined) return '';
  const more = changes.length > 1 ? `, +${changes.length - 1}` : '';
  return `${told(first)}${more}`;
}

/** One change in a few words. */
function told(change: FieldChange): string {
  const name = nameOf(change.path);
  const say = (value: JsonValue): string => shortValue(change.path, value);
  const start = name === '' ? '' : `${name}: `;
  switch (change.kind) {
    case 'added':
      return `${start}${say(change.after)}`;
    case 'removed':
      return `${start}${say(change.before)} removed`;
    case 'changed':
      return `${start}${say(change.before)} → ${say(change.after)}`;
    case 'list': {
      const parts = [
        ...change.added.map((item) => `+${say(item)}`),
        ...change.removed.map((item) => `−${say(item)}`),
      ];
      if (parts.length === 0) return `${start}reordered`;
      return `${start}${parts.slice(0, 2).join(' ')}${parts.length > 2 ? ' …' : ''}`;
    }
    default:
      return assertNever(change);
  }
}

/** `settings.role` of `/settings/role`; the start is cut from a long one, since the end says what it is. */
function nameOf(path: string): string {
  const name = (pointerKeys(path) ?? [path]).join('.');
  return name.length <= longestName ? name : `…${name.slice(1 - longestName)}`;
}

/** A value on one line, cut; masked if it looks like a secret. */
export function shortValue(path: string, value: JsonValue): string {
  if (looksSecret(path, value)) return masked;
  if (typeof value === 'string') return value === '' ? '“”' : cut(value);
  if (isList(value)) return value.length === 0 ? '[]' : `[${value.length}]`;
  if (typeof value === 'object' && value !== null) {
    const name = ['name', 'id', 'key', 'email']
      .map((key) => value[key])
      .find((item) => typeof item === 'string');
    return name === undefined ? `{${Object.keys(value).length}}` : cut(name);
  }
  return cut(canonicalText(value));
}

function cut(text: string): string {
  const line = text
    .slice(0, 4 * longestValue)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length <= longestValue && text.length <= 4 * longestValue
    ? line
    : `${line.slice(0, longestValue - 1)}…`;
}

function counted(state: JsonValue): string {
  if (isList(state)) return state.length === 1 ? '1 item' : `${state.length} items`;
  if (typeof state !== 'object' || state === null) return shortValue('', state);
  const count = Object.keys(state).length;
  return count === 1 ? '1 field' : `${count} fields`;
}
