import type { JsonValue, Verb } from '../../../shared/event.ts';
import { verbs } from '../../../shared/event.ts';
import type { EventDetail } from '../../../shared/eventPage.ts';

/** What the two states of an event amount to, in words. */
export type ChangeState = {
  /** The line over the change; null when a plain before and after need none. */
  readonly words: string | null;
  readonly hasStates: boolean;
  /** States that are text because they are not JSON. */
  readonly notJson: boolean;
  readonly beforeLabel: string;
  readonly afterLabel: string;
};

/** Says what is known: no state, one of them missing, both equal, only requested, derived from words. */
export function changeState(detail: EventDetail): ChangeState {
  const { before, after, changeKind, changes, fields } = detail;
  const [hasBefore, hasAfter] = [isThere(before), isThere(after)];
  const notJson = [before, after].some((state) => typeof state === 'string' && !isJson(state));
  const verb = verbs.find((other) => other === fields['verb']) ?? 'other';
  const state = (words: string | null): ChangeState => ({
    words,
    hasStates: hasBefore || hasAfter,
    notJson,
    beforeLabel: 'Before',
    afterLabel: changeKind === 'derived from words' ? 'After, derived' : 'After, as logged',
  });
  if (!hasBefore && !hasAfter) return state('No state was logged');
  if (changeKind === 'derived from words') {
    return state('Told in words by the source; before and after are derived from them by Casebook');
  }
  if (changeKind === 'request') {
    return {
      ...state('Requested; the result was not recorded'),
      afterLabel: 'Requested',
    };
  }
  if (!hasBefore) return state(withoutBefore(verb, changeKind));
  if (!hasAfter) {
    return state(
      verb === 'delete' || verb === 'revoke' || verb === 'other'
        ? 'Deleted, last known state'
        : 'After is missing: what stands under Before is the last known state',
    );
  }
  if (changes.length === 0) return state('Logged before and after are equal');
  return state(null);
}

function withoutBefore(verb: Verb, changeKind: EventDetail['changeKind']): string {
  if (changeKind === 'patch') return 'Only what was set is logged, not what it was before';
  if (verb === 'create' || verb === 'other') return 'Created with';
  return 'Before is missing: cannot tell what changed';
}

export function isThere(state: JsonValue | undefined): state is JsonValue {
  return state !== undefined && state !== null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
