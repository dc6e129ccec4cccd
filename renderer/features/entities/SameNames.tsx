import { useState } from 'react';

import type { EntityPage, EntityRef, EntityRow, SameName } from '../../../shared/entity.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAction } from '../../ui/useAction.ts';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords, numberWords, zonedTimeWords } from '../../ui/words.ts';
import { entitySubtitle, entityTitle, fieldWords, kindLabel } from './entityWords.ts';

type Props = {
  readonly bridge: Bridge;
  readonly zone: string;
  readonly isReadOnly: boolean;
  readonly entity: EntityRef;
  readonly page: EntityPage;
  readonly onOpen: (entity: EntityRef) => void;
  /** What the page counts is another set of events now. */
  readonly onSaid: () => void;
};

/** As many are offered as one can look through. */
const mostOffered = 8;

/** The other ids and names: those that its events carry, and those that an auditor says are the same one. */
export function SameNames(props: Props) {
  const { bridge, isReadOnly, entity, page, onOpen } = props;
  const [isFinding, setFinding] = useState(false);
  const action = useAction();
  const say = (other: Pick<EntityRef, 'field' | 'value'>, isSame: boolean): void =>
    action.run(async () => {
      const { field, value } = other;
      await bridge.call('entity.same', { ...entity, other: { field, value }, isSame });
      setFinding(false);
      props.onSaid();
    });
  return (
    <>
      {page.same.length > 0 && <Said {...props} onSay={say} isBusy={action.isRunning} />}
      <p className="entity-seen">
        {page.seenAs.length > 0 && <span className="mute">Its events also carry:</span>}
        {page.seenAs.map(({ field, value, count }) => (
          <span key={`${field} ${value}`}>
            <button
              type="button"
              className="link-button"
              title={`Everything with this ${fieldWords(field)}`}
              onClick={() => onOpen({ kind: entity.kind, field, value })}
            >
              <SafeText text={value} /> ({fieldWords(field)}, {numberWords(count)})
            </button>{' '}
            {!isReadOnly && (
              <button
                type="button"
                className="button tiny"
                disabled={action.isRunning}
                aria-label={`the same: ${value}`}
                title={`All events with this ${fieldWords(field)} count as its own from now on: your word, kept in the notes`}
                onClick={() => say({ field, value }, true)}
              >
                the same
              </button>
            )}
          </span>
        ))}
        {!isReadOnly && (
          <button
            type="button"
            className="link-button"
            aria-expanded={isFinding}
            onClick={() => setFinding(!isFinding)}
          >
            {isFinding ? 'Cancel' : 'It has another name…'}
          </button>
        )}
      </p>
      {isFinding && (
        <Finder {...props} isBusy={action.isRunning} onPick={(row) => say(row, true)} />
      )}
      <ErrorNotice error={action.error} />
    </>
  );
}

type SaidProps = Props & {
  readonly isBusy: boolean;
  readonly onSay: (other: SameName, isSame: boolean) => void;
};

/** Whose word it is that these are one: the logs do not say so. */
function Said({ page, zone, isReadOnly, isBusy, onSay }: SaidProps) {
  return (
    <div className="notice" role="note">
      Counted as one here, by an auditor’s word:
      <ul className="entity-same">
        {page.same.map((name) => (
          <li key={`${name.field} ${name.value}`}>
            <b>
              <SafeText text={name.value} />
            </b>{' '}
            ({fieldWords(name.field)}), said by <SafeText text={name.author} />{' '}
            {zonedTimeWords(name.at, zone)}{' '}
            {!isReadOnly && (
              <button
                type="button"
                className="button tiny"
                disabled={isBusy}
                aria-label={`Take back: ${name.value}`}
                onClick={() => onSay(name, false)}
              >
                Take back
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

type FinderProps = Props & {
  readonly isBusy: boolean;
  readonly onPick: (row: EntityRow) => void;
};

/** Finds another of the kind by a part of its id or name. */
function Finder({ bridge, entity, page, isBusy, onPick }: FinderProps) {
  const [typed, setTyped] = useState('');
  const contains = typed.trim();
  const { kind, field, value } = entity;
  const known = new Set([
    `${field} ${value}`,
    ...page.same.map((name) => `${name.field} ${name.value}`),
  ]);
  const { value: list, failure } = useAnswer(
    contains === '' ? null : JSON.stringify([kind, contains, page.same]),
    (signal) =>
      bridge.call(
        'entity.list',
        { kind, contains, sort: 'count', desc: true, offset: 0, limit: mostOffered + known.size },
        signal,
      ),
  );
  const rows = (list?.rows ?? [])
    .filter((row) => !known.has(`${row.field} ${row.value}`))
    .slice(0, mostOffered);
  return (
    <div className="entity-finder">
      <TextField
        label={`Another ${kindLabel[kind].toLowerCase()} that is the same: a part of its id, e-mail or name`}
        type="search"
        value={typed}
        autoFocus
        onChange={setTyped}
      />
      {failure !== null && <p className="problem">{failure.message}</p>}
      {list !== null && rows.length === 0 && <p className="mute">None has this in its name.</p>}
      <ul aria-label="Found">
        {rows.map((row) => (
          <li key={`${row.field} ${row.value}`}>
            <button
              type="button"
              className="button small"
              disabled={isBusy}
              onClick={() => onPick(row)}
            >
              The same: <SafeText text={entityTitle(row)} />
            </button>{' '}
            <span className="mute">
              {entitySubtitle(row) !== null && (
                <>
                  <SafeText text={entitySubtitle(row) ?? ''} />,{' '}
                </>
              )}
              {countWords(row.count, 'event')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
