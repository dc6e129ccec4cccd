import type { EventRow } from '../../../shared/eventPage.ts';
import { timeDoubt } from '../../../shared/timeDoubt.ts';
import { CutText } from '../../ui/CutText.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { TimeDoubtMark } from '../../ui/TimeDoubtMark.tsx';
import { cell } from './cellFilter.ts';
import { isMonospaced } from './gridColumn.ts';
import { timeText } from './timeText.ts';

type Props = { readonly row: EventRow; readonly column: string };

/** What stands in a cell: event data as text, in the form that suits the column. */
export function GridCell({ row, column }: Props) {
  const text = cell(row, column);
  switch (column) {
    case 'occurredAt':
      return (
        <>
          <TimeCell text={text} raw={cell(row, 'occurredAtRaw')} />
          {text !== null && (
            <TimeDoubtMark
              doubt={timeDoubt(cell(row, 'precision'), cell(row, 'zoneSource'), row.flags)}
            />
          )}
        </>
      );
    case 'actor':
      return <ActorCell row={row} name={text} />;
    case 'action':
      return (
        <>
          <span className={`verb-bar verb-${row.verb}`} title={`Kind of action: ${row.verb}`} />
          {text === null ? <Plain text={null} /> : <CutText text={text} />}
          <Unsuccessful outcome={row.outcome} />
          {row.flags.includes('conflict') && (
            <span
              className="grid-conflict"
              role="img"
              aria-label="same id, different content"
              title="Another record has the same id and says something else: see Summary"
            >
              ≠
            </span>
          )}
        </>
      );
    case 'resource':
      return <ResourceCell row={row} name={text} />;
    case 'scope':
      return <ScopeCell text={text} />;
    case 'change':
      return <span className="grid-mute">{text !== null && <SafeText text={text} />}</span>;
    default:
      return text !== null && isMonospaced(column) ? (
        <CutText text={text} isMono />
      ) : (
        <Plain text={text} />
      );
  }
}

function Plain({ text }: { readonly text: string | null }) {
  return text === null ? <span className="grid-none">–</span> : <SafeText text={text} />;
}

/** What did not come to pass must not look as if it had. */
function Unsuccessful({ outcome }: { readonly outcome: string }) {
  return outcome === 'failure' || outcome === 'denied' ? (
    <span className="grid-outcome" title={`Outcome: ${outcome}`}>
      {outcome === 'failure' ? 'failed' : 'denied'}
    </span>
  ) : null;
}

type TimeProps = { readonly text: string | null; readonly raw: string | null };

function TimeCell({ text, raw }: TimeProps) {
  const parts = text === null ? null : timeText(text);
  if (parts === null) {
    return (
      <span className="grid-mute" title="This time could not be read">
        {raw === null ? 'no time' : <SafeText text={raw} />}
      </span>
    );
  }
  return (
    <span className="grid-time mono">
      {parts.date} <b>{parts.clock}</b>
      <span className="grid-faint">{parts.fraction}</span>
    </span>
  );
}

const glyphs: ReadonlyMap<string, string> = new Map([
  ['USER', '●'],
  ['API_KEY', '◆'],
  ['APP', '▲'],
  ['SERVICE', '▬'],
  ['SYSTEM', '■'],
  ['UNKNOWN', '○'],
]);

function ActorCell({ row, name }: { readonly row: EventRow; readonly name: string | null }) {
  const about = [actorWord(row.actorType), cell(row, 'actorId'), cell(row, 'actorEmail')];
  const isNamed = cell(row, 'actorName') !== null || cell(row, 'actorEmail') !== null;
  return (
    <>
      <span
        className={`actor-glyph actor-${row.actorType}`}
        title={about.filter((part) => part !== null).join(' · ')}
      >
        {glyphs.get(row.actorType) ?? '○'}
      </span>
      {name === null ? (
        <span className="grid-none">not recorded</span>
      ) : isNamed ? (
        <SafeText text={name} />
      ) : (
        <CutText text={name} />
      )}
    </>
  );
}

function actorWord(type: string): string {
  return type === 'API_KEY' ? 'API key' : type.charAt(0) + type.slice(1).toLowerCase();
}

function ResourceCell({ row, name }: { readonly row: EventRow; readonly name: string | null }) {
  const type = cell(row, 'resourceType');
  const isNamed = cell(row, 'resourceName') !== null;
  const isDerived = isNamed && row.flags.includes('name derived');
  return (
    <span className="cut">
      {type !== null && (
        <span className="chip" title={type}>
          <SafeText text={type} />
        </span>
      )}
      {name !== null && (
        <span
          className={isDerived ? 'cut-head grid-derived' : 'cut-head'}
          title={isDerived ? 'Derived from the state of the resource' : undefined}
        >
          {isNamed ? <SafeText text={name} /> : <CutText text={name} isMono />}
        </span>
      )}
    </span>
  );
}

/** Organisation ▸ project; each keeps its end when both are ids. */
function ScopeCell({ text }: { readonly text: string | null }) {
  if (text === null) return <span className="grid-none">–</span>;
  return (
    <span className="cut">
      {text.split(' ▸ ').map((part, place) => (
        <span key={place} className="cut">
          {place > 0 && <span className="grid-faint">&nbsp;▸&nbsp;</span>}
          <CutText text={part} />
        </span>
      ))}
    </span>
  );
}
