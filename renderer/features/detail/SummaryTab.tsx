import { Copy } from 'lucide-react';

import { clockOffsetText } from '../../../shared/clockOffset.ts';
import { mostCompared } from '../../../shared/compareEvents.ts';
import type { EventDetail } from '../../../shared/eventPage.ts';
import { looksSecret } from '../../../shared/secret.ts';
import { aroundSpans } from '../../../shared/timeRange.ts';
import { formatInZone, formatOffset } from '../../../shared/zone.ts';
import { HeldSecret } from '../../ui/HeldSecret.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import type { DetailActions } from './detailActions.ts';
import { detailGroups } from './detailFields.ts';
import type { DetailField } from './detailFields.ts';
import { flagWords } from './flagWords.ts';
import { LineButtons } from './LineButtons.tsx';
import { whyNoActor } from './whyNoActor.ts';

type Props = DetailActions & { readonly detail: EventDetail; readonly zone: string };

/** What happened in a sentence, what is odd about the record, and every field that has a value. */
export function SummaryTab(props: Props) {
  const { detail, onCopy } = props;
  const noActor = whyNoActor(detail);
  const copyReference = () => onCopy(detail.event, 'Reference');
  const groups = detailGroups(detail.fields);
  const early = groups.filter(({ title }) => title !== 'Source' && title !== 'Details');
  const late = groups.filter(({ title }) => title === 'Source' || title === 'Details');
  return (
    <>
      <p className="detail-reference">
        <button type="button" className="reference mono" title="Copy" onClick={copyReference}>
          {detail.event} <Copy size={12} aria-label="Copy the reference" />
        </button>
        <span className="mute">permanent reference</span>
      </p>
      <p className="detail-sentence">
        {detail.sentence.map(({ text, strong }, place) =>
          strong ? (
            <b key={place}>
              <SafeText text={text} />
            </b>
          ) : (
            <SafeText key={place} text={text} />
          ),
        )}{' '}
        <span className="mute detail-worded">worded by Casebook</span>
      </p>
      {noActor !== null && <p className="notice">{noActor}</p>}
      {detail.conflicts.length > 0 && <OtherVersions {...props} />}
      {detail.flags.filter(isNotConflict).map((flag) => (
        <p
          key={flag}
          className={
            flag === 'name derived' || flag === 'clock corrected' ? 'mute' : 'notice is-warning'
          }
        >
          {flagWords(flag)}
        </p>
      ))}
      {detail.meaning !== null && (
        <p className="detail-meaning">
          <b>
            {detail.meaning.event} · {detail.meaning.category}
          </b>{' '}
          {detail.meaning.meaning}{' '}
          <span className="mute">from the documentation of {detail.source.sourceLabel}</span>
        </p>
      )}
      {early.map((group) => (
        <FieldGroup key={group.title} {...group} {...props} />
      ))}
      <When {...props} />
      {late.map((group) => (
        <FieldGroup key={group.title} {...group} {...props} />
      ))}
      {detail.absent.length > 0 && (
        <section className="detail-group">
          <h2>Documented, but not in this record</h2>
          <p className="mute">{detail.absent.join(', ')}</p>
        </section>
      )}
    </>
  );
}

/** Told with the records that it is about. */
const isNotConflict = (flag: string): boolean => flag !== 'conflict';

/** Records with the same id that say something else: what differs is one click away. */
function OtherVersions({ detail, onShow, onCompare }: Props) {
  const { event, conflicts } = detail;
  return (
    <p className="notice is-warning" role="note">
      Same id, different content: {conflicts.length === 1 ? 'another record has' : 'others have'}{' '}
      this id and {conflicts.length === 1 ? 'says' : 'say'} something else.{' '}
      {conflicts.slice(0, mostCompared - 1).map((other) => (
        <button
          key={other}
          type="button"
          className="link-button mono"
          title="Show it"
          onClick={() => onShow(other)}
        >
          {other}
        </button>
      ))}{' '}
      <button
        type="button"
        className="button tiny"
        onClick={() => onCompare([event, ...conflicts].slice(0, mostCompared))}
      >
        Compare them
      </button>
    </p>
  );
}

type GroupProps = Props & { readonly title: string; readonly fields: readonly DetailField[] };

/** What of the event a group's page button leads to, and the field that has to be there. */
const pivots: ReadonlyMap<string, { to: 'actor' | 'resource' | 'ip'; words: string; of: RegExp }> =
  new Map([
    ['Who', { to: 'actor', words: 'Everything it did (a)', of: /^actor(?:Id|Name|Email)$/ }],
    ['What', { to: 'resource', words: 'All of this resource (r)', of: /^resource(?:Id|Name)$/ }],
    ['Where', { to: 'ip', words: 'All from this IP (i)', of: /^ip$/ }],
  ]);

function FieldGroup({ title, fields, ...props }: GroupProps) {
  const pivot = pivots.get(title);
  const hasPivot = pivot !== undefined && fields.some(({ name }) => pivot.of.test(name));
  return (
    <section className="detail-group" aria-label={title}>
      <h2>
        {title}
        {hasPivot && (
          <button
            type="button"
            className="link-button detail-pivot"
            onClick={() => props.onPivot(pivot.to)}
          >
            {pivot.words}
          </button>
        )}
      </h2>
      <dl>
        {fields.map((field, place) => (
          <div key={`${field.name} ${place}`} className="detail-line">
            <dt>{field.label}</dt>
            <dd>
              {looksSecret(`/${field.name}`, field.text) ? (
                <HeldSecret text={field.text} />
              ) : (
                <SafeText text={field.text} />
              )}
            </dd>
            <dd className="detail-tools">
              <LineButtons
                field={field.name}
                label={field.label}
                text={field.text}
                value={field.value}
                mention={field.mention}
                onMention={props.onMention}
                onInclude={props.onInclude}
                onExclude={props.onExclude}
                onCopy={props.onCopy}
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function When({ detail, zone, ...actions }: Props) {
  const { raw, utc, precision, zoneSource } = detail.times;
  const { clockMs = 0 } = detail.source.mapping.time;
  const ms = utc === null ? Number.NaN : Date.parse(utc);
  const line = (label: string, text: string | null, value: string | null = null) =>
    text !== null && (
      <div className="detail-line">
        <dt>{label}</dt>
        <dd className="mono">
          <SafeText text={text} />
        </dd>
        <dd className="detail-tools">
          <LineButtons
            field="occurredAt"
            label={label}
            text={text}
            value={value}
            mention={null}
            onMention={actions.onMention}
            onInclude={actions.onInclude}
            onExclude={actions.onExclude}
            onCopy={actions.onCopy}
          />
        </dd>
      </div>
    );
  const here = Number.isNaN(ms)
    ? null
    : `${formatInZone(ms, zone, shownPrecision(precision))} ${formatOffset(ms, zone)}`;
  return (
    <section className="detail-group" aria-label="When">
      <h2>When</h2>
      <dl>
        {zone !== 'UTC' && line(zone, here)}
        {line('UTC', utc, utc)}
        {line('As logged', raw)}
        {clockMs !== 0 && line('Clock', `${clockOffsetText(clockMs)} added to the logged time`)}
        {line('Precision', precision)}
        {line('Zone', zoneSource === null ? null : zoneWords(zoneSource))}
      </dl>
      {utc !== null && (
        <p className="detail-around">
          <span className="mute">Only what was near it:</span>
          {aroundSpans.map(({ label, minutes }) => (
            <button
              key={label}
              type="button"
              className="button tiny"
              onClick={() => actions.onAround(detail.event, minutes)}
            >
              {label}
            </button>
          ))}
        </p>
      )}
      {utc === null && (
        <p className="notice is-warning">This event has no time that can be read.</p>
      )}
    </section>
  );
}

/** A wall clock in another zone is told to the millisecond at most; UTC, beside it, has every digit. */
function shownPrecision(precision: string | null) {
  if (precision === 'day' || precision === 'minute' || precision === 'second') return precision;
  return 'millisecond';
}

function zoneWords(source: string): string {
  switch (source) {
    case 'in data':
      return 'given in the record';
    case 'documented':
      return 'not in the record; as the source documents it';
    case 'set at import':
      return 'not in the record; said by the auditor';
    default:
      return 'not in the record; nobody knows: UTC is assumed';
  }
}
