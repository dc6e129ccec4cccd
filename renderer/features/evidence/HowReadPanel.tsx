import { clockOffsetText } from '../../../shared/clockOffset.ts';
import { findField } from '../../../shared/field.ts';
import type { OriginalInfo } from '../../../shared/importResult.ts';
import { mappedFields } from '../../../shared/mapping.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { SourceNotes } from '../../ui/SourceNotes.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { readAsWords, zoneWords } from './originalWords.ts';

type Props = { readonly bridge: Bridge; readonly info: OriginalInfo };

/** Reader, zone and the mapping of every field, as they are on record. */
export function HowReadPanel({ bridge, info }: Props) {
  const { mapping } = info;
  const source = mapping?.source ?? null;
  const about = useAnswer(source, (signal) =>
    bridge.call('source.about', { source: source ?? '' }, signal),
  ).value;
  const known = new Map(about?.fields.map((each) => [each.field, each]));
  const used = mappedFields.filter(
    (field) => (mapping?.fields[field]?.length ?? 0) > 0 || known.get(field)?.workedOut === true,
  );
  return (
    <div>
      <dl className="evidence-facts">
        <dt>Read as</dt>
        <dd>
          <SafeText text={readAsWords(info)} />
        </dd>
        {mapping !== null && (
          <>
            <dt>Zone</dt>
            <dd>{zoneWords(mapping)}</dd>
            {(mapping.time.clockMs ?? 0) !== 0 && (
              <>
                <dt>Clock</dt>
                <dd>{clockOffsetText(mapping.time.clockMs ?? 0)} added to every logged time</dd>
              </>
            )}
            <dt>Precision</dt>
            <dd>{info.precision === '' ? 'no time was read' : info.precision}</dd>
            <dt>Ids</dt>
            <dd>
              {mapping.uniqueId
                ? 'The product promises that ids are unique: the same id with other content is a conflict'
                : 'Ids may repeat: records are compared by their content'}
            </dd>
          </>
        )}
      </dl>
      {used.length > 0 && (
        <table className="table evidence-mapping" aria-label="Mapping">
          <thead>
            <tr>
              <th scope="col">Field of the event</th>
              <th scope="col">Read from, the first that is not empty</th>
              {about !== null && <th scope="col">Known by</th>}
            </tr>
          </thead>
          <tbody>
            {used.map((field) => (
              <tr key={field}>
                <td>{findField(field)?.label ?? field}</td>
                <td>
                  {(mapping?.fields[field] ?? []).map((path, place) => (
                    <span key={path} className="mono">
                      {place > 0 && <span className="mute">, </span>}
                      <SafeText text={path} />
                    </span>
                  ))}
                  {known.get(field)?.workedOut === true && (
                    <span className="mute">
                      {(mapping?.fields[field]?.length ?? 0) > 0 ? ', else ' : ''}worked out of
                      other fields
                    </span>
                  )}
                </td>
                {about !== null && <td>{known.get(field)?.knownBy ?? 'the auditor'}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {about !== null && <SourceNotes about={about} open />}
    </div>
  );
}
