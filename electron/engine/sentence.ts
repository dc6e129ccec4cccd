import type { CaseEvent } from '../../shared/event.ts';
import type { EventDetail } from '../../shared/eventPage.ts';
import { deedOf } from './deedWords.ts';
import type { Deed } from './deedWords.ts';
import { wordsOf } from './import/adapters/words.ts';
import { serviceWords, shortName, typeWords, withArticle } from './thingWords.ts';

type Part = EventDetail['sentence'][number];

const done: Readonly<Record<CaseEvent['verb'], readonly [past: string, tried: string]>> = {
  create: ['created', 'create'],
  read: ['read', 'read'],
  update: ['changed', 'change'],
  delete: ['deleted', 'delete'],
  grant: ['granted', 'grant'],
  revoke: ['revoked', 'revoke'],
  login: ['logged in', 'log in'],
  logout: ['logged out', 'log out'],
  export: ['exported', 'export'],
  enable: ['enabled', 'enable'],
  disable: ['disabled', 'disable'],
  other: ['performed', 'perform'],
};

const plain = (text: string): Part => ({ text, strong: false });
const strong = (text: string): Part => ({ text, strong: true });

/** One sentence that says what happened, worded by Casebook from the event's fields alone. */
export function eventSentence(event: CaseEvent): readonly Part[] {
  const parts: Part[] = [...actor(event), plain(' '), ...deed(event)];
  const scope = scopeWords(event);
  if (scope !== null) parts.push(plain(scopeLead(event)), strong(scope));
  if (event.ip !== null && event.ip !== event.actorName) parts.push(plain(` from ${event.ip}`));
  if (event.outcome === 'denied') parts.push(plain(', and was denied'));
  if (event.outcome === 'failure') parts.push(plain(', and failed'));
  if (event.outcome === 'pending') parts.push(plain('; the outcome is pending'));
  return parts.filter(({ text }) => text !== '');
}

/** Someone logs in to an organisation, and to a thing of one in it. */
function scopeLead(event: CaseEvent): string {
  if (placeOfSession(event) !== null) return ' in ';
  if (event.verb === 'login') return ' to ';
  return event.verb === 'logout' ? ' of ' : ' in ';
}

/** What someone logged in to; null where that is themselves, or a service as a whole. */
function placeOfSession(event: CaseEvent): string | null {
  const what = nameOf(event);
  const own = [event.actorName, event.actorEmail, event.actorId].includes(what);
  return own || event.resourceType?.toLowerCase() === 'user' || serviceWords(event) !== null
    ? null
    : what;
}

function actor(event: CaseEvent): readonly Part[] {
  const name = event.actorName ?? event.actorEmail ?? event.actorId;
  if (name === null) {
    return [strong(event.actorType === 'SYSTEM' ? 'The system' : 'Someone who is not recorded')];
  }
  const shown = shortName(name);
  const roles = [...new Set(event.actorRoles.map(shortName))].filter(
    (role) => !shown.includes(role),
  );
  const isKey = event.actorType === 'API_KEY';
  const by = isKey && event.authMethod !== null ? ` (by ${event.authMethod})` : '';
  return [
    ...(isKey && by === '' ? [plain('API key ')] : []),
    strong(shown),
    plain(roles.length > 0 ? ` (${roles.join(', ')} at the time)` : by),
    ...onBehalf(event),
  ];
}

/** Whose rights were used: who acts for another was granted or denied as that other. A key's owner is no such other. */
function onBehalf(event: CaseEvent): readonly Part[] {
  const other = event.details['onBehalfOf'];
  return typeof other === 'string' && other !== '' && event.actorType !== 'API_KEY'
    ? [plain(' on behalf of '), strong(shortName(other))]
    : [];
}

function deed(event: CaseEvent): readonly Part[] {
  const said = deedOf(event);
  const tried = event.outcome === 'denied' || event.outcome === 'failure';
  const lead = plain(tried ? 'tried to ' : '');
  const what = nameOf(event);
  const type = event.resourceType === null ? null : typeWords(event.resourceType);
  if (event.verb === 'delete' && type === 'audit log')
    return [lead, strong(tried ? 'purge' : 'purged'), plain(' entries of the audit log')];
  if (event.verb === 'login' || event.verb === 'logout') {
    if (said?.infinitive !== 'assume') return [lead, ...session(event, tried, type)];
  }
  if (said && (said.object !== null || type !== null || what !== null))
    return [lead, ...spoken(event, said, tried, what)];
  return [lead, ...classed(event, tried, what, type)];
}

/** `logged in to app instance Workday`. */
function session(event: CaseEvent, tried: boolean, type: string | null): readonly Part[] {
  const [past, infinitive] = done[event.verb];
  const verb = strong(tried ? infinitive : past);
  const place = placeOfSession(event);
  if (place === null) return [verb];
  const lead = event.verb === 'login' ? ' to ' : ' of ';
  return [verb, plain(type === null ? lead : `${lead}${type} `), strong(place)];
}

/** By the words of the action: `created access key for IAM user bob`. */
function spoken(
  event: CaseEvent,
  said: Deed,
  tried: boolean,
  what: string | null,
): readonly Part[] {
  const verb = strong(tried ? said.infinitive : said.past);
  const others = othersOf(event);
  if (what === null) return [verb, ...unnamed(event, said, others)];
  const isService = serviceWords(event) !== null;
  const type = event.resourceType === null || isService ? null : typeWords(event.resourceType);
  // Vault's `list secret/data/app0` names the resource itself.
  const object = said.object === wordsOf(what).join(' ') ? null : said.object;
  const kind =
    object === null || sameThing(object, type) ? type : endsAlike(object, type) ? object : null;
  if (kind !== null || object === null) {
    const named = [plain(kind === null ? ' ' : ` ${kind} `), strong(what)];
    return [verb, ...named, ...namesOf(others, givingWord(said) ?? ' for ')];
  }
  const named = [plain(type === null ? '' : `${type} `), strong(what)];
  if (/^(?:to|from|in|on) /u.test(object))
    return [verb, plain(' '), ...named, plain(` ${object}`), ...namesOf(others, ' for ')];
  const giving = givingWord(said);
  if (giving !== null && isPerson(object))
    return [verb, plain(` ${object}`), ...namesOf(others, ' '), plain(giving), ...named];
  if (giving !== null && others.length > 0)
    return [verb, plain(` ${object}`), ...namesOf(others, giving), plain(' on '), ...named];
  const glue = type === null && !object.includes(' ') ? ' ' : (giving ?? joinWord(said));
  return [verb, plain(` ${object}${glue}`), ...named, ...namesOf(others, ' for ')];
}

/** Where the log names no resource: `listed users in IAM`, `invited user u-1 and u-2`. */
function unnamed(event: CaseEvent, said: Deed, others: readonly string[]): readonly Part[] {
  const service = serviceWords(event);
  const { object } = said;
  const giving = givingWord(said);
  if (object !== null && giving !== null && isPerson(object) && others.length > 0)
    return [plain(` ${object}`), ...namesOf(others, ' ')];
  const makes = /^(?:create|add|delete|remove|generate)/u.test(said.infinitive);
  const type =
    event.resourceType === null || service !== null ? null : typeWords(event.resourceType);
  if (object === null && /^(?:grant|revok)/u.test(said.past)) {
    const on = type === null ? '' : ` to ${withArticle(type)}`;
    return [plain(` access${on}`), ...namesOf(others, giving ?? ' for ')];
  }
  const thing = object === null || sameThing(object, type) ? type : object;
  const words = thing === null ? 'something' : makes || thing === type ? withArticle(thing) : thing;
  const place = event.source === 'aws-cloudtrail' || thing === null ? service : null;
  return [
    plain(` ${words}${place === null ? '' : ` in ${place}`}`),
    ...namesOf(others, giving ?? ' for '),
  ];
}

function givingWord({ past }: Deed): string | null {
  if (/^(?:grant|assign|add|invit|shar|authori[sz]|attach)/u.test(past)) return ' to ';
  return /^(?:revok|remov|unassign|unshar|detach|deauthori[sz]|uninvit)/u.test(past)
    ? ' from '
    : null;
}

function joinWord({ past }: Deed): string {
  return /^(?:creat|enabl|disabl|generat|enforc|install|start|request|upload|configur)/u.test(past)
    ? ' for '
    : ' of ';
}

/** By its kind alone, with the log's own word for it. */
function classed(
  event: CaseEvent,
  tried: boolean,
  what: string | null,
  type: string | null,
): readonly Part[] {
  const [past, infinitive] = done[event.verb];
  const verb = tried ? infinitive : past;
  const others = namesOf(othersOf(event), ' for ');
  if (event.verb === 'other' || (what === null && type === null)) {
    const on = what === null ? [] : [plain(' on '), strong(what)];
    return [
      plain(`${done.other[tried ? 1 : 0]} `),
      strong(event.action ?? 'something that is not named'),
      ...on,
      ...others,
    ];
  }
  const hint = event.action === null || event.action === event.verb ? '' : ` (${meaning(event)})`;
  if (what !== null)
    return [
      strong(verb),
      plain(type === null ? ' ' : ` ${type} `),
      strong(what),
      plain(hint),
      ...others,
    ];
  const given = event.verb === 'grant' || event.verb === 'revoke';
  return [strong(verb), plain(` ${given ? 'access' : withArticle(type ?? '')}${hint}`), ...others];
}

/** A code says less than the log's description of it. */
function meaning({ action, description }: CaseEvent): string {
  const isCode = action !== null && /^[a-z]{1,8}$/u.test(action);
  return isCode && description !== null && description.length <= 80 ? description : (action ?? '');
}

function nameOf(event: CaseEvent): string | null {
  const name = event.resourceName ?? event.resourceId;
  if (name === null) return null;
  const short = shortName(name);
  const type = `${event.resourceType ?? ''}:`;
  return type !== ':' && short.startsWith(type) ? short.slice(type.length) : short;
}

function isPerson(object: string | null): boolean {
  return (
    object !== null &&
    /(?:^| )(?:user|member|owner|admin|collaborator|guest|moderator)s?$/u.test(object)
  );
}

/** Whether an action's word for its object is the resource's kind: `repo` and `repository`, `instances` and `gce instance`. */
function sameThing(object: string, type: string | null): boolean {
  if (type === null) return false;
  const kinds = type.toLowerCase().split(' ');
  return object.split(' ').every((word) => {
    const one = word.replace(/s$/u, '');
    return kinds.some((kind) => {
      const other = kind.replace(/s$/u, '');
      return other === one || (one.length > 2 && other.startsWith(one));
    });
  });
}

/** `api token` and `token`: what is named is of the longer kind. */
function endsAlike(object: string, type: string | null): boolean {
  return type !== null && object.split(' ').at(-1) === type.toLowerCase().split(' ').at(-1);
}

const shownTargets = 3;

/** Whom else it was done to: neither the actor nor the resource itself. */
function othersOf(event: CaseEvent): readonly string[] {
  const own = new Set(
    [event.actorName, event.actorEmail, event.actorId, event.resourceName, event.resourceId]
      .flatMap((name) => (name === null ? [] : [name, shortName(name)]))
      .concat(nameOf(event) ?? []),
  );
  const names = event.targets.flatMap(({ name, email, id }) => {
    if (
      [name, email, id].some((each) => each !== null && (own.has(each) || own.has(shortName(each))))
    )
      return [];
    const said = name ?? email ?? id;
    return said === null ? [] : [shortName(said)];
  });
  return [...new Set(names)];
}

function namesOf(names: readonly string[], towards: string): readonly Part[] {
  const shown = names.slice(0, shownTargets);
  const more = names.length - shown.length;
  return [
    ...shown.flatMap((name, at) => [
      plain(at === 0 ? towards : at === names.length - 1 ? ' and ' : ', '),
      strong(name),
    ]),
    plain(more > 0 ? ` and ${more} more` : ''),
  ];
}

/** `organisation ▸ project`, but for what the sentence has named. */
function scopeWords(event: CaseEvent): string | null {
  const what = event.resourceName ?? event.resourceId;
  const places = [event.orgName ?? event.orgId, event.projectName ?? event.projectId].filter(
    (place) => place !== null && place !== what && place !== event.resourceId,
  );
  return places.length === 0 ? null : places.join(' ▸ ');
}
