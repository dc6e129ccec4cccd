import type { ContextScope } from '../../../shared/explore.ts';
import { assertNever } from '../../../shared/failure.ts';
import { countWords, numberWords } from '../../ui/words.ts';

/** Words of the switch. */
export const scopeLabels: Readonly<Record<ContextScope, string>> = {
  actor: 'Same actor',
  resource: 'Same resource',
  ip: 'Same IP',
  everything: 'Everything',
};

/** Whose events are meant, in the middle of a sentence. */
function whose(scope: ContextScope): string {
  switch (scope) {
    case 'actor':
      return 'of this actor';
    case 'resource':
      return 'of this resource';
    case 'ip':
      return 'from this address';
    case 'everything':
      return 'of the case';
    default:
      return assertNever(scope);
  }
}

/** Why a scope shows nothing. */
export function nothingWords(scope: ContextScope): string {
  switch (scope) {
    case 'actor':
      return 'This event names no actor.';
    case 'resource':
      return 'This event names no resource.';
    case 'ip':
      return 'This event has no IP address.';
    case 'everything':
      return 'The evidence file of this event is set aside: it has no neighbours.';
    default:
      return assertNever(scope);
  }
}

/** Where a side of the neighbourhood ends: at the edge of what is shown, or of the evidence. */
export function edgeWords(
  side: 'before' | 'after',
  shown: number,
  total: number,
  scope: ContextScope,
): string {
  const comparative = side === 'before' ? 'earlier' : 'later';
  if (total === 0) {
    return side === 'before'
      ? `The first event ${whose(scope)} in the evidence: nothing earlier`
      : `The last event ${whose(scope)} in the evidence: nothing later`;
  }
  if (shown < total) {
    return `${numberWords(shown)} of ${countWords(total, `${comparative} event`)} ${whose(scope)}`;
  }
  const ends = side === 'before' ? 'the evidence begins here' : 'the evidence ends here';
  return `All ${countWords(total, `${comparative} event`)} ${whose(scope)}: ${ends}`;
}
