import type { JsonValue, Verb } from '../../../../shared/event.ts';
import { pointerGet } from '../../../../shared/jsonPointer.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { compilePaths, isObject, text } from './access.ts';
import { compileCondition } from './conditions.ts';
import type { Seen } from './conditions.ts';
import type { SourceDefinition } from './definition.ts';
import { readState } from './states.ts';

/** Whether a change of somebody's role gave rights or took them, by the states; null where these do not say. */
export function compileRoleChange(
  { roleChange, mapping }: SourceDefinition,
  spec: ReaderSpec,
): (seen: Seen) => Verb | null {
  if (roleChange === undefined) return () => null;
  const holds = compileCondition(roleChange.when, spec);
  const [before, after] = [
    compilePaths(mapping.fields.before, spec),
    compilePaths(mapping.fields.after, spec),
  ];
  const order = new Map(roleChange.order.map((role, rank) => [role.toLowerCase(), rank]));
  const roleIn = (state: JsonValue): string | null => {
    for (const at of roleChange.at) {
      const role = text(pointerGet(state, at));
      if (role !== null) return role;
    }
    return null;
  };
  return (seen) => {
    if (!holds(seen)) return null;
    const was = readState(before.read(seen.record)).value;
    const is = readState(after.read(seen.record)).value;
    if (!isObject(was) || !isObject(is)) return null;
    const [old, now] = [roleIn(was), roleIn(is)];
    if (old === now) return null;
    if (old === null) return 'grant';
    if (now === null) return 'revoke';
    const [from, to] = [order.get(old.toLowerCase()), order.get(now.toLowerCase())];
    if (from === undefined || to === undefined || from === to) return 'update';
    return to > from ? 'grant' : 'revoke';
  };
}
