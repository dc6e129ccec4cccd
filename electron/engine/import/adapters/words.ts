import type { ActorType, Outcome, Verb } from '../../../../shared/event.ts';

/** `CreateUser`, `user.role_assigned`, `API Key created` as lower-case words. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

const verbWords: Readonly<Record<Exclude<Verb, 'other'>, string>> = {
  create:
    'create creates created creation add adds added insert inserted register registered upload uploaded import imported generate generated copy copied clone cloned run launch launched provision',
  read: 'read reads view viewed views get gets list lists describe describes head lookup access accessed download downloaded search searched query fetch fetched test',
  update:
    'update updates updated change changed edit edited edits modify modified put patch patched set rename renamed move moved transfer transferred restore restored publish published promote promoted bookmark commit committed complete completed rotate rotated',
  delete:
    'delete deletes deleted deletion remove removes removed destroy destroyed purge purged terminate terminated drop dropped erase erased uninvite',
  grant:
    'grant grants granted assign assigned attach share shared invite invited authorize authorized allow',
  revoke: 'revoke revokes revoked unassign unassigned detach unshare deauthorize deny',
  login: 'login signin logon authenticate authenticated',
  logout: 'logout signout logoff',
  export: 'export exports exported exporting',
  enable: 'enable enables enabled activate activated deploy deployed undelete start started resume',
  disable:
    'disable disables disabled deactivate deactivated undeploy undeployed suspend suspended stop stopped archive archived lock locked',
};

const verbByWord = new Map<string, Verb>();
for (const [verb, list] of Object.entries(verbWords)) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table above
  for (const word of list.split(' ')) verbByWord.set(word, verb as Verb);
}

const known = new Map<string, Verb>();

/** Kind of action by the words of its name; `other` where no word says it. Names repeat, so answers are kept. */
export function verbOf(action: string): Verb {
  let verb = known.get(action);
  if (verb === undefined) {
    verb =
      wordsOf(action)
        .map((word) => verbByWord.get(word))
        .find((each) => each !== undefined) ?? 'other';
    if (known.size < 10_000) known.set(action, verb);
  }
  return verb;
}

/** Source's words for the kind of actor. */
export function actorTypeOf(word: string): ActorType | null {
  switch (wordsOf(word).join('')) {
    case 'user':
    case 'iamuser':
    case 'assumedrole':
    case 'root':
    case 'human':
    case 'federateduser':
    case 'samluser':
    case 'member':
    case 'person':
    case 'webidentityuser':
    case 'identitycenteruser':
    case 'admin':
      return 'USER';
    case 'apikey':
    case 'key':
    case 'token':
    case 'accesskey':
      return 'API_KEY';
    case 'app':
    case 'application':
    case 'oauthapp':
    case 'bot':
    case 'integration':
      return 'APP';
    case 'service':
    case 'awsservice':
    case 'serviceaccount':
    case 'serviceprincipal':
    case 'awsaccount':
      return 'SERVICE';
    case 'system':
      return 'SYSTEM';
    default:
      return null;
  }
}

/** FORMATS 0.6, for sources without rules of their own. */
export function outcomeOf(word: string): Outcome {
  const lower = word.toLowerCase();
  if (/denied|denies|^deny|unauthori[sz]ed|forbidden|not ?allowed|^40[13]$/u.test(lower))
    return 'denied';
  if (/^(succe|success|succeeded|ok$|true$|allow|completed|accepted|pass|2\d\d$)/u.test(lower))
    return 'success';
  if (/fail|error|^false$|invalid|rejected|^(?:un|not )success|^[45]\d\d$/u.test(lower))
    return 'failure';
  if (/pending|started|begin|progress|challenge|^1\d\d$/u.test(lower)) return 'pending';
  return 'unknown';
}

/** Where a field tells errors, no error is success. */
export function errorOutcome(code: string | null): Outcome {
  if (code === null) return 'success';
  return /AccessDenied|Unauthorized|Forbidden/iu.test(code) ? 'denied' : 'failure';
}
