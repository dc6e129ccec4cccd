import type { ActorType, Outcome } from '../../../../shared/event.ts';

/** `CreateUser`, `user.role_assigned`, `API Key created` as lower-case words. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Remembers the answers for the first 10,000 distinct texts: words of audit logs repeat. */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = answer(text);
    if (known.size < 10_000) known.set(text, found);
    return found;
  };
}

const actorWords: ReadonlyMap<string, ActorType> = new Map(
  (
    [
      [
        'USER',
        'user iamuser assumedrole root human federateduser samluser member person webidentityuser identitycenteruser admin regular',
      ],
      ['API_KEY', 'apikey key token accesskey personalaccesstoken'],
      [
        'APP',
        'app application oauthapp oauthclient bot integration publicclientapp client githubapp',
      ],
      ['SERVICE', 'service awsservice serviceaccount serviceprincipal awsinternal'],
      ['SYSTEM', 'system systemprincipal'],
    ] as const
  ).flatMap(([type, words]) => words.split(' ').map((word) => [word, type] as const)),
);

/** A source's word for the kind of actor; null for one that nobody knows (`AWSAccount` may be anyone in it). */
export function actorTypeOf(word: string): ActorType | null {
  return actorWords.get(word.toLowerCase().replaceAll(/[^a-z]/gu, '')) ?? null;
}

/** FORMATS 0.6, for sources without rules of their own. */
export function outcomeOf(word: string): Outcome {
  const lower = word.trim().toLowerCase();
  if (/denied|^den(?:y|ies)\b|unauthori[sz]ed|forbidden|not ?allowed|^40[13]$/u.test(lower))
    return 'denied';
  if (/fail|error|^false$|unsuccess|invalid|reject|^[45]\d\d$/u.test(lower)) return 'failure';
  if (
    /^(?:partially ?)?succe|^(?:ok|true|yes|passed|pass|allow(?:ed)?|accept(?:ed)?|completed?|[23]\d\d)$/u.test(
      lower,
    )
  )
    return 'success';
  if (/pending|start|begin|progress|challenge|^1\d\d$/u.test(lower)) return 'pending';
  return 'unknown';
}

/** Where a field tells errors, no error is success. */
export function errorOutcome(code: string | null): Outcome {
  if (code === null || /^(?:0|none|null|false)$/iu.test(code)) return 'success';
  return /denied|unauthori[sz]ed|forbidden/iu.test(code) ? 'denied' : 'failure';
}
