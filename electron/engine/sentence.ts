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
  login: ['logged in to', 'log in to'],
  logout: ['logged out of', 'log out of'],
  export: ['exported', 'export'],
  enable: ['enabled', 'enable'],
  disable: ['disabled', 'disable'],
  other: ['did', 'do'],
};

const plain = (text: string): Part => ({ text, strong: false });
const strong = (text: string): Part => ({ text, strong: true });

/** One sentence that says what happened, worded by Casebook from the event's fields alone. */
export function eventSentence(event: CaseEvent): readonly Part[] {
  const parts: Part[] = [...actor(event), plain(' '), ...deed(event)];
  for (const target of event.targets.slice(0, 3)) {
    const name = target.name ?? target.email ?? target.id;
    if (name !== null) parts.push(plain(' for '), strong(name));
  }
  const scope = scopeOf(event);
  if (scope !== null) parts.push(plain(' in '), strong(scope));
  if (event.ip !== null) parts.push(plain(` from ${event.ip}`));
  return parts;
}

function actor(event: CaseEvent): readonly Part[] {
  const name = event.actorName ?? event.actorEmail ?? event.actorId;
  if (name === null) {
    return [strong(event.actorType === 'SYSTEM' ? 'The system' : 'Someone who is not recorded')];
  }
  const roles = event.actorRoles.length > 0 ? ` (${event.actorRoles.join(', ')} at the time)` : '';
  return [
    ...(event.actorType === 'API_KEY' ? [plain('API key ')] : []),
    strong(name),
    plain(roles),
  ].filter(({ text }) => text !== '');
}

function deed(event: CaseEvent): readonly Part[] {
  const tried = event.outcome === 'denied' || event.outcome === 'failure';
  const [past, infinitive] = done[event.verb];
  const lead = tried ? 'tried to ' : '';
  const after =
    event.outcome === 'denied'
      ? ' and was denied'
      : event.outcome === 'failure'
        ? ' and failed'
        : '';
  const what = event.resourceName ?? event.resourceId;
  const type = event.resourceType;
  if (event.verb === 'other' || (what === null && type === null)) {
    const object = what === null ? [] : [plain(' on '), strong(what)];
    return [
      plain(`${lead}${tried ? done.other[1] : done.other[0]} `),
      strong(event.action ?? 'something that is not named'),
      ...object,
      plain(after),
    ].filter(({ text }) => text !== '');
  }
  return [
    plain(lead),
    strong(tried ? infinitive : past),
    plain(type === null ? ' ' : ` ${type} `),
    ...(what === null ? [] : [strong(what)]),
    plain(after),
  ].filter(({ text }) => text !== '');
}
