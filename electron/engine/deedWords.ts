import type { CaseEvent } from '../../shared/event.ts';
import { wordsOf } from './import/adapters/words.ts';

/** An action's own words as a sentence needs them: what was done, and to what. */
export type Deed = {
  readonly past: string;
  readonly infinitive: string;
  /** `access key` of `CreateAccessKey`; null where the name says the deed alone. */
  readonly object: string | null;
};

// Langfuse logs `publish` and `bookmark` for the undoing too; GitHub’s `access` is a change of visibility.
const onlyPastWords: ReadonlySet<string> = new Set(['publish', 'bookmark', 'access']);
/** Words that say a deed at the begin or end of a name; past form and infinitive where they are not regular or not plain. */
const deeds = table(
  'create add insert:created upload import generate clone copy:copied register launch provision view get:read:read ' +
    'describe:read:read head:read:read list fetch download search query:queried lookup:looked_up:look_up preview read:read:read ' +
    'update:changed:change change modify:changed:change alter:changed:change edit set:set put:changed:change write:changed:change patch:changed:change rename restore ' +
    'replace move transfer:transferred reset:reset rotate promote commit:committed install uninstall archive unarchive delete ' +
    'destroy:deleted:delete remove purge drop:dropped erase terminate grant assign invite authorize share revoke unassign ' +
    'uninvite unshare deauthorize attach detach enable disable activate deactivate reactivate suspend unsuspend lock unlock ' +
    'deploy:deployed undeploy:undeployed redeploy:redeployed start stop:stopped run:ran reboot invoke send:sent export assume ' +
    'encrypt decrypt validate verify:verified complete cancel:cancelled approve reject dismiss enforce toggle configure block ' +
    'unblock push:pushed_to:push_to enroll unenroll evaluate request connect disconnect link unlink mount tag:tagged untag:untagged close open ' +
    'reopen sync schedule rerun:reran invite show:viewed:view publish bookmark accept access new:created:create trash decline subscribe unsubscribe',
);
// Parts of names that are no thing.
const noThing = new Set(['lifecycle', 'session', 'account', 'action', 'admin', 'git']);

const initials = /\b(?:api|iam|mfa|acls?|ssh|saml|sso|dns|url|vpc|ip|idp|dsl|tls|kms)\b/gu;

/** What the name of an event's action says; null where none of its words is known to say a deed. */
export function deedOf({ action }: Pick<CaseEvent, 'action'>): Deed | null {
  if (action === null || action.length > 200) return null;
  const segments = segmentsOf(action);
  // Bitbucket's `RepositoryCreatedEvent`.
  const words = wordsOf((segments.at(-1) ?? '').replace(/Event$/u, ''));
  const at = verbAt(words);
  const found = at < 0 ? undefined : deeds.get(words[at] ?? '');
  if (!found) return null;
  const others = words.filter((_word, place) => place !== at).join(' ');
  const thing = others === '' ? thingBefore(segments) : others;
  const object =
    thing?.replaceAll(initials, (word) => word.toUpperCase().replace(/S$/u, 's')) ?? null;
  return { past: found.past, infinitive: found.infinitive, object };
}

/** `instances.insert` in `v1.compute.instances.insert`; a name with blanks is one. */
function segmentsOf(action: string): readonly string[] {
  if (/\s/u.test(action.trim())) return [action];
  const parts = action.split(/[./:]+/u).filter((part) => part !== '');
  return /^action$/iu.test(parts.at(-1) ?? '') ? parts.slice(0, -1) : parts;
}

function verbAt(words: readonly string[]): number {
  const last = words.length - 1;
  // `View created` is a view that was created.
  const end = words[last] ?? '';
  if (last > 0 && end.endsWith('ed') && deeds.has(end)) return last;
  if (deeds.has(words[0] ?? '')) return 0;
  return deeds.has(end) ? last : -1;
}

function thingBefore(segments: readonly string[]): string | null {
  const thing = segments
    .slice(0, -1)
    .map((segment) => wordsOf(segment).join(' '))
    .findLast((words) => words !== '' && !noThing.has(words) && !/^v\d/u.test(words));
  return thing ?? null;
}

function table(words: string): ReadonlyMap<string, Omit<Deed, 'object'>> {
  const made = new Map<string, Omit<Deed, 'object'>>();
  for (const entry of words.split(' ')) {
    const [word = '', past = regularPast(word), plain = word] = entry.split(':');
    const deed = { past: past.replaceAll('_', ' '), infinitive: plain.replaceAll('_', ' ') };
    if (!onlyPastWords.has(word)) made.set(word, deed);
    made.set(deed.past, deed);
    if (!past.endsWith('ed') || past !== regularPast(word)) made.set(regularPast(word), deed);
  }
  return made;
}

function regularPast(word: string): string {
  return word.endsWith('e') ? `${word}d` : `${word}ed`;
}
