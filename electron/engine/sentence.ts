import type { CaseEvent } from '../../shared/event.ts';
import type { EventDetail } from '../../shared/eventPage.ts';
import { scopeOf } from './eventFields.ts';

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
  other: ['did', 'do'],
};

const plain = (text: string): Part => ({ text, strong: false });
const strong = (text: string): Part => ({ text, strong: true });

/** One sentence that says what happened, worded by Casebook from the event's fields alone. */
export function eventSentence(event: CaseEvent): readonly Part[] {
  const parts: Part[] = [...actor(event), plain(' '), ...deed(event), ...affected(event)];
  const scope = scopeOf(event);
  if (scope !== null) parts.push(plain(' in '), strong(scope));
  if (event.ip !== null) parts.push(plain(` from ${event.ip}`));
  if (event.outcome === 'denied') parts.push(plain(', and was denied'));
  if (event.outcome === 'failure') parts.push(plain(', and failed'));
  return parts.filter(({ text }) => text !== '');
}

function actor(event: CaseEvent): readonly Part[] {
  const name = event.actorName ?? event.actorEmail ?? event.actorId;
  if (name === null) {
    return [strong(event.actorType === 'SYSTEM' ? 'The system' : 'Someone who is not recorded')];
  }
  const roles = [...new Set(event.actorRoles)];
  return [
    ...(event.actorType === 'API_KEY' ? [plain('API key ')] : []),
    strong(name),
    plain(roles.length > 0 ? ` (${roles.join(', ')} at the time)` : ''),
  ];
}

function deed(event: CaseEvent): readonly Part[] {
  const tried = event.outcome === 'denied' || event.outcome === 'failure';
  const [past, infinitive] = done[event.verb];
  const lead = plain(tried ? 'tried to ' : '');
  const verb = tried ? infinitive : past;
  const type = event.resourceType === null ? null : typeWords(event.resourceType);
  const what = event.resourceName ?? event.resourceId;
  if (event.verb === 'login' || event.verb === 'logout') {
    const place = what === null ? [] : [plain(type === null ? ': ' : `: ${type} `), strong(what)];
    return [lead, strong(verb), ...place];
  }
  if (event.verb === 'delete' && type === 'audit log') {
    return [lead, strong(tried ? 'purge' : 'purged'), plain(' entries of the audit log')];
  }
  if (event.verb === 'other' || (what === null && type === null)) {
    const object = what === null ? [] : [plain(' on '), strong(what)];
    return [
      lead,
      plain(`${verb} `),
      strong(event.action ?? 'something that is not named'),
      ...object,
    ];
  }
  if (what !== null)
    return [lead, strong(verb), plain(type === null ? ' ' : ` ${type} `), strong(what)];
  const given = event.verb === 'grant' || event.verb === 'revoke';
  // A kind of thing and no name: the log's own word for the action says more than we could.
  const object = given ? 'access' : withArticle(type ?? '');
  const said = event.action === null || event.action === event.verb ? '' : ` (${event.action})`;
  return [lead, strong(verb), plain(` ${object}${said}`)];
}

const shownTargets = 3;

/** Who it was done to. */
function affected({ targets }: CaseEvent): readonly Part[] {
  const names = targets.flatMap(({ name, email, id }) => name ?? email ?? id ?? []);
  const shown = names.slice(0, shownTargets);
  const more = names.length - shown.length;
  return [
    ...shown.flatMap((name, at) => [
      plain(at === 0 ? ' for ' : at === names.length - 1 ? ' and ' : ', '),
      strong(name),
    ]),
    plain(more > 0 ? ` and ${more} more` : ''),
  ];
}

/** `organisation_role_assignment`, `stripeCheckoutSession`, `App API Key` as words of a sentence. */
function typeWords(type: string): string {
  return type
    .replaceAll(/([a-z\d])([A-Z])/gu, '$1 $2')
    .replaceAll(/[_-]+/gu, ' ')
    .split(' ')
    .map((word) => (/^[A-Z]+$/u.test(word) ? word : word.toLowerCase()))
    .join(' ');
}

function withArticle(words: string): string {
  return /^(?:[aeio]|un|ap|AP)/u.test(words) ? `an ${words}` : `a ${words}`;
}
