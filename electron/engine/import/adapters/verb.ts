import type { Verb } from '../../../../shared/event.ts';
import { remembered, wordsOf } from './words.ts';

type Telling = Exclude<Verb, 'other'>;

/** Words that mean one thing wherever they stand. */
const anywhere = table({
  create:
    'create creates created creating creation insert inserted add adds added uploaded imported generated cloned provisioned registered launched',
  read: 'viewed downloaded listed fetched',
  update:
    'update updates updated updating modify modifies modified changed edited renamed patched restored published promoted rotated replaced transferred',
  delete:
    'delete deletes deleted deleting deletion remove removes removed destroy destroyed purge purged erased',
  grant: 'grant grants granted assigned invited authorized shared',
  revoke: 'revoke revokes revoked unassigned unshared deauthorized uninvited detached',
  login: 'login logins signin logon',
  logout: 'logout signout logoff',
  export: 'exported exporting',
  enable: 'enable enables enabled activated reactivated deployed redeployed',
  disable: 'disable disables disabled deactivated undeployed suspended',
});

/** Words that are nouns too: they tell only where an operation begins with them (`ListBuckets`) or is nothing else (`objects.list`). */
const asOperation = table({
  create: 'upload import copy clone launch register generate provision',
  read: 'read view get list describe head download lookup search select watch batchget',
  update: 'put set write patch restore replace move transfer reset',
  grant: 'share',
  revoke: 'unshare',
});

/** Words that tell at the end of an operation too (`password.change`). */
const atEitherEnd = table({
  update: 'change edit rename publish promote rotate',
  delete: 'drop terminate erase',
  grant: 'assign invite authorize',
  revoke: 'unassign uninvite deauthorize',
  export: 'export exports',
  enable: 'activate deploy reactivate',
  disable: 'deactivate undeploy suspend',
});

/**
 * What an operation whose capitals were lost begins with (`getsecret`, `DELETEKEY`); the rest of the word is long enough to
 * be another one, so that `settings`, `listener` or `address` are none.
 */
const runTogether =
  /^(batchget|get|list|describe|lookup|search|download|put|set|write|patch|restore|replace|transfer|reset|create|insert|upload|import|clone|launch|register|generate|provision|update|modify|change|rename|publish|promote|rotate|delete|remove|destroy|purge|terminate|enable|activate|deploy|disable|deactivate|suspend|grant|assign|invite|authorize|revoke|unassign|deauthorize|export)(?=[a-z]{3})(?!ener|ings?$|tings?|ation|ition|ment)/u;

/** Words that say more together than alone. */
const phrases: readonly (readonly [phrase: RegExp, verb: Verb])[] = [
  [/\b(?:logged|log|signed|sign) in\b|\bsession start(?:ed)?\b/u, 'login'],
  [/\b(?:logged|log|signed|sign) (?:out|off)\b|\bsession end(?:ed)?\b/u, 'logout'],
  [/\bstop logging\b/u, 'disable'],
  [/\bstart logging\b/u, 'enable'],
  [/\brun instances\b/u, 'create'],
  [/\battach\b.*\bpolicy\b/u, 'grant'],
  [/\bdetach\b.*\bpolicy\b/u, 'revoke'],
  [/\badd(?:s|ed)?\b.*\b(?:member(?:s|ship)?|collaborators?|permissions?)\b/u, 'grant'],
  [/\b(?:member|collaborator|permission)s? add(?:ed)?\b/u, 'grant'],
  [/\badd(?:s|ed)?\b.*\bto (?:\w+ )?(?:role|group|team)\b/u, 'grant'],
  [/\bremove[sd]?\b.*\b(?:member(?:s|ship)?|collaborators?|permissions?)\b/u, 'revoke'],
  [/\b(?:member|collaborator|permission)s? removed?\b/u, 'revoke'],
  [/\bremove[sd]?\b.*\bfrom (?:\w+ )?(?:role|group|team|system)\b/u, 'revoke'],
  [/\broles? assign(?:ed)?\b/u, 'grant'],
  // Up or down, no word says.
  [/\broles? changed?\b|\bchange[sd]?\b.*\brole\b/u, 'update'],
];

/** Kind of action by the words of its name; `other` where no word says it for sure. */
export const verbOf: (action: string) => Verb = remembered((action) => {
  // A name of a few thousand letters is no name.
  const words = wordsOf(action.slice(0, 300));
  const said = words.join(' ');
  for (const [phrase, verb] of phrases) if (phrase.test(said)) return verb;
  const operation = apart(wordsOf(lastSegment(action.slice(0, 300))));
  const [first] = operation;
  const last = operation.at(-1);
  if (first === undefined || last === undefined) return 'other';
  return (
    // `View created` is a view that was created, not one that was viewed.
    (/[^e]ed$/u.test(last) ? anywhere.get(last) : undefined) ??
    atEitherEnd.get(first) ??
    asOperation.get(first) ??
    anywhere.get(first) ??
    words.map((word) => anywhere.get(word)).findLast((verb) => verb !== undefined) ??
    atEitherEnd.get(last) ??
    'other'
  );
});

/** The first word of an operation that is written as one word; case tells no words apart there. */
function apart(operation: readonly string[]): readonly string[] {
  const [only] = operation;
  if (only === undefined || operation.length > 1) return operation;
  const [first] = runTogether.exec(only) ?? [];
  if (first === undefined || anywhere.has(only)) return operation;
  return [first, only.slice(first.length)];
}

/** `CreateKey` of `google.iam.admin.v1.CreateKey`; of Azure's `…/listKeys/action`, the part that says what. */
function lastSegment(action: string): string {
  const parts = action.split(/[./:]+\s*/u).filter((part) => part.trim() !== '');
  const last = parts.at(-1) ?? '';
  return /^action$/iu.test(last) ? (parts.at(-2) ?? last) : last;
}

function table(words: Partial<Readonly<Record<Telling, string>>>): ReadonlyMap<string, Verb> {
  return new Map(
    Object.entries(words).flatMap(([verb, list]) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the tables above
      list.split(' ').map((word) => [word, verb as Verb] as const),
    ),
  );
}
