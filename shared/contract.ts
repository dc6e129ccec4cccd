import type {
  CaseInfo,
  CaseSummary,
  LedgerEntry,
  ReadingChanges,
  VerifyResult,
} from './caseInfo.ts';
import type { ChangeGap } from './changeGap.ts';
import type {
  DoneTo,
  EntityList,
  EntityListInput,
  EntityPage,
  EntityPageInput,
  EntityRef,
  SameName,
} from './entity.ts';
import type { JsonValue } from './event.ts';
import type {
  CatalogueEntry,
  Count,
  EventDetail,
  EventPage,
  EventPageInput,
  ExportResult,
  Facet,
  FacetInput,
  Histogram,
  HistogramInput,
  IndexStatus,
} from './eventPage.ts';
import type {
  Context,
  ContextInput,
  FieldHistory,
  FieldHistoryInput,
  FollowedBy,
} from './explore.ts';
import type { ExportFormat } from './exportFormat.ts';
import type { Failure } from './failure.ts';
import type { Group } from './filter.ts';
import type { Grant, Job } from './grant.ts';
import type { Grouping, GroupingInput } from './grouping.ts';
import type {
  HostSettings,
  HostInfo,
  RecentCase,
  CaseGrant,
  FolderGrant,
  SecretStoreInfo,
  FileGrant,
} from './host.ts';
import type {
  ImportFile,
  ImportResult,
  ImportedOriginal,
  JobProgress,
  OriginalInfo,
  Preview,
  RejectedRecord,
} from './importResult.ts';
import type { Mapping } from './mapping.ts';
import type { Missing } from './missing.ts';
import type { NoteChange, NoteDetail, NoteList, NoteMerge, NoteStep, NoteTarget } from './note.ts';
import type { OriginalPage, OriginalPageInput } from './originalPage.ts';
import type { CaseCoverage, Overview, OverviewInput } from './overview.ts';
import type { SavedView } from './savedView.ts';
import type { SourceAbout } from './sourceAbout.ts';
import type { SyncOutcome, SyncSource, SyncSourceInfo } from './sync.ts';
import type { ApiDescription } from './syncApi.ts';
import type { SortKey, View } from './view.ts';

/**
 * Every call and every push by name. Engine calls go to the engine, host calls to the host that runs it; one
 * transport carries both. Adding a name breaks the build until it has a decoder (`decode.ts`) and a handler.
 */
export type EngineCalls = {
  'case.create': { input: { readonly case: Grant; readonly author: string }; output: CaseInfo };
  'case.open': { input: { readonly case: Grant; readonly author: string }; output: CaseInfo };
  /** Of a case that is not open; reads its evidence.db alone, and writes nothing. */
  'case.summary': { input: { readonly case: Grant }; output: CaseSummary };
  'case.close': { input: Empty; output: null };
  'case.info': { input: Empty; output: CaseInfo };
  /** What the case covers, what is missing, and the numbers to begin with. */
  'case.overview': { input: OverviewInput; output: Overview };
  /** The part of it that says on which days each product has events. */
  'case.coverage': { input: OverviewInput; output: CaseCoverage };
  /** What the case may lack, told by what is there. */
  'case.missing': { input: Empty; output: readonly Missing[] };
  'case.ledger': { input: Empty; output: readonly LedgerEntry[] };
  /** What this version would read otherwise of evidence files that another version read. Writes nothing. */
  'reading.changes': { input: { readonly job: Job }; output: ReadingChanges };
  /** Reads these files by this version: a ledger entry each; what the earlier version read stays on record. */
  'reading.accept': { input: { readonly job: Job }; output: readonly ImportedOriginal[] };
  'case.verify': { input: { readonly job: Job }; output: VerifyResult };
  'author.set': { input: { readonly author: string }; output: CaseInfo };
  'setting.set': { input: { readonly name: string; readonly value: JsonValue }; output: null };

  /** Detection, mapping and the first events of each file; writes nothing. A zip or folder gives one entry a member. */
  'import.preview': {
    input: { readonly files: readonly ImportFile[] };
    output: readonly Preview[];
  };
  'import.start': {
    input: {
      readonly job: Job;
      readonly files: readonly ImportFile[];
      /** Not every one of a hundred thousand evidence files is told. */
      readonly brief?: boolean | undefined;
    };
    output: ImportResult;
  };
  'original.list': { input: Empty; output: readonly OriginalInfo[] };
  /** The same as lines of a list, some at a time. */
  'original.page': { input: OriginalPageInput; output: OriginalPage };
  'original.rejected': {
    input: { readonly original: number | null; readonly offset: number; readonly limit: number };
    output: { readonly total: number; readonly rows: readonly RejectedRecord[] };
  };
  /** Decoded content as text around a place, for "Open in source". At most 256 KiB. */
  'original.content': {
    input: { readonly original: number; readonly offset: number; readonly length: number };
    output: {
      readonly offset: number;
      readonly text: string;
      readonly base64: string;
      readonly size: number;
    };
  };
  /** A new ledger entry; the old interpretation stays on record. */
  'original.interpret': {
    input: {
      readonly job: Job;
      readonly original: number;
      readonly mapping: Mapping | null;
      readonly zone: string | null;
    };
    output: ImportedOriginal;
  };
  'original.setAside': {
    input: { readonly original: number; readonly aside: boolean; readonly reason: string };
    output: null;
  };

  'event.page': { input: EventPageInput; output: EventPage };
  'event.count': { input: { readonly filter: Group; readonly zone: string }; output: Count };
  'event.facet': { input: FacetInput; output: Facet };
  /** The values of a field with how often, from when and until when; the same counts as a facet. */
  'event.grouping': { input: GroupingInput; output: Grouping };
  /** All groups as CSV. */
  'event.exportGrouping': {
    input: Omit<GroupingInput, 'limit'> & { readonly target: Grant };
    output: ExportResult;
  };
  'event.histogram': { input: HistogramInput; output: Histogram };
  /** The row of an event in a view, or of the first event at or after a time; null if the view does not show it. */
  'event.find': {
    input: {
      readonly filter: Group;
      readonly sort: readonly SortKey[];
      readonly zone: string;
      readonly target: string;
    };
    output: { readonly row: number | null; readonly event: string | null };
  };
  'event.show': { input: { readonly event: string }; output: EventDetail };
  /** A state of an event as a file: JSON over many lines, keys as logged; a text that is not JSON as it is. */
  'event.saveState': {
    input: {
      readonly target: Grant;
      readonly event: string;
      readonly state: 'before' | 'after';
    };
    output: null;
  };
  /** The change of the same resource before and after this one. */
  'event.changes': {
    input: { readonly event: string };
    output: {
      readonly previous: string | null;
      readonly next: string | null;
      readonly index: number;
      readonly count: number;
      readonly by: FollowedBy;
      /** Where the states of this event do not join those of the change before or after it. */
      readonly gaps: readonly ChangeGap[];
    };
  };
  /** What happened around an event, whatever the view filters. */
  'event.context': { input: ContextInput; output: Context };
  /** The values that a field of the event's resource had over time. */
  'event.fieldHistory': { input: FieldHistoryInput; output: FieldHistory };
  /** Actors, keys, resources or addresses with their counts and times, a page of the list. */
  'entity.list': { input: EntityListInput; output: EntityList };
  /** Says that another name is the same one, or is not any more; gives its names as they are then. */
  'entity.same': {
    input: EntityRef & {
      readonly other: Pick<EntityRef, 'field' | 'value'>;
      readonly isSame: boolean;
    };
    output: readonly SameName[];
  };
  'entity.page': { input: EntityPageInput; output: EntityPage };
  /** What was done to it. Until the background pass is done this may read every record. */
  'entity.doneTo': { input: EntityRef; output: DoneTo };
  'index.status': { input: Empty; output: IndexStatus };
  'filter.parse': {
    input: { readonly text: string };
    output: { readonly filter: Group; readonly sentence: string };
  };
  'export.start': {
    input: {
      readonly job: Job;
      readonly target: Grant;
      readonly view: View;
      readonly format: ExportFormat;
      /** CSV alone: cells as they are, formulas and all. */
      readonly exact: boolean;
      /** What auditors noted beside the evidence: all note fields; without it only those that the columns name. */
      readonly notes: boolean;
    };
    output: ExportResult;
  };
  /** Views of this case under names, by name. The others give the list as it is then. */
  'view.list': { input: Empty; output: readonly SavedView[] };
  /** A view of that name is replaced. */
  'view.save': {
    input: { readonly name: string; readonly view: View };
    output: readonly SavedView[];
  };
  'view.delete': { input: { readonly name: string }; output: readonly SavedView[] };
  'view.rename': {
    input: { readonly name: string; readonly to: string };
    output: readonly SavedView[];
  };
  'note.show': { input: { readonly event: string }; output: NoteDetail };
  'note.list': {
    input: { readonly offset: number; readonly limit: number };
    output: NoteList;
  };
  /** The next flagged event of a view after a row, from the top again after the last; null where the view has none. */
  'note.next': {
    input: {
      readonly filter: Group;
      readonly sort: readonly SortKey[];
      readonly zone: string;
      readonly after: number;
    };
    output: { readonly row: number | null; readonly event: string | null };
  };
  /** One step, which is taken back as one; cancelled, it says nothing of any event. */
  'note.change': {
    input: { readonly job: Job; readonly target: NoteTarget; readonly change: NoteChange };
    output: NoteStep;
  };
  'note.undo': { input: { readonly job: Job; readonly step: string }; output: NoteStep };
  /** Takes over the notes and saved views of another copy of the case: its folder, its notes.db, or a file that they were exported to. */
  'note.merge': { input: { readonly file: Grant }; output: NoteMerge };
  'note.export': {
    input: { readonly target: Grant };
    output: { readonly entries: number; readonly bytes: number; readonly sha256: string };
  };
  /** All of them as a file; and back: what is there already stays, another view of a name gets a number. */
  'view.export': { input: { readonly target: Grant }; output: { readonly views: number } };
  'view.import': {
    input: { readonly file: Grant };
    output: { readonly added: readonly string[] };
  };
  'catalogue.list': {
    input: { readonly source: string | null };
    output: readonly CatalogueEntry[];
  };
  /** What is known of the source of that name; null for one that is not shipped. */
  'source.about': { input: { readonly source: string }; output: SourceAbout | null };
  'source.list': { input: Empty; output: readonly SourceAbout[] };
  'mapping.save': { input: { readonly target: Grant; readonly mapping: Mapping }; output: null };
  'mapping.load': { input: { readonly file: Grant }; output: Mapping };

  'sync.list': { input: Empty; output: readonly SyncSourceInfo[] };
  /** The APIs that are described, for the one who adds a source. */
  'sync.apis': { input: Empty; output: readonly ApiDescription[] };
  /** Adds or changes a source, which allows it on this computer. `folder`: the watched one, chosen through the host; its path stands in the source then. */
  'sync.save': {
    input: { readonly source: SyncSource; readonly folder: Grant | null };
    output: SyncSourceInfo;
  };
  /** What it brought stays in the case. */
  'sync.remove': { input: { readonly id: string }; output: null };
  'sync.allow': { input: { readonly id: string }; output: null };
  /** Ends the run of a source, also one that its schedule began; what it has brought stays. */
  'sync.stop': { input: { readonly id: string }; output: null };
  /** Runs these sources, or all, one after another. A source's failure is in its outcome. */
  'sync.run': {
    input: {
      readonly job: Job;
      readonly ids: readonly string[] | null;
      /** Counts without the list of evidence files, which may be long. */
      readonly brief?: boolean | undefined;
    };
    output: readonly SyncOutcome[];
  };
};

export type HostCalls = {
  'host.info': { input: Empty; output: HostInfo };
  'host.setSettings': {
    input: { readonly [K in keyof HostSettings]?: HostSettings[K] | undefined };
    output: HostSettings;
  };
  'host.recentCases': { input: Empty; output: readonly RecentCase[] };
  /** Asks where (desktop) or makes a folder in the cases folder (loopback). Null when the auditor thought better of it. */
  'host.newCase': { input: { readonly name: string }; output: CaseGrant | null };
  /** Takes a case off the list of recent ones; its folder is not touched. */
  'host.forgetCase': { input: { readonly id: string }; output: null };
  /** A recent case by its id, or null to ask (desktop; in the loopback host every case is in the list). */
  'host.openCase': { input: { readonly id: string | null }; output: CaseGrant | null };
  'host.sampleCase': { input: Empty; output: CaseGrant };
  /** Native file dialog; the loopback window uses a file input and uploads instead. */
  'host.pickFiles': { input: { readonly folders: boolean }; output: readonly FileGrant[] };
  /**
   * A folder on this computer to be watched. The desktop host asks (`path` null); in the loopback window the auditor types its
   * whole path, since no browser tells one. Null when the auditor thought better of it.
   */
  'host.watchFolder': { input: { readonly path: string | null }; output: FolderGrant | null };
  /** Puts a secret into the operating system's store; null takes it out. */
  'host.setSecret': {
    input: { readonly key: string; readonly secret: string | null };
    output: null;
  };
  'host.secretStore': { input: Empty; output: SecretStoreInfo };
  /** Pasted text becomes a file named `pasted`. */
  'host.pasteText': { input: { readonly text: string }; output: FileGrant };
  'host.saveTarget': { input: { readonly suggestedName: string }; output: FileGrant | null };
  /** Loopback: called after the export, the window then fetches the file; desktop: shows it in its folder. */
  'host.exported': {
    input: { readonly target: Grant };
    output: { readonly download: string | null };
  };
};

export type Calls = EngineCalls & HostCalls;

/** Everything that may be said unasked. */
export type Pushes = {
  'job.progress': JobProgress;
  /** What a view shows may have changed: an import ended, a file was set aside, the index grew. */
  'case.changed': { readonly generation: number };
  /** Somebody noted something: marks, and what filters on notes show, may be other ones. */
  'notes.changed': { readonly version: number };
  'index.progress': IndexStatus;
  /** A sync source was changed, began or ended a run. */
  'sync.changed': Empty;
  /** The host started the engine again; the case is open again, as it was. */
  'engine.restarted': { readonly reason: string };
  /** A menu item or a key that the shell owns. */
  'host.command': {
    readonly command: 'import' | 'export' | 'new-case' | 'open-case' | 'go-to' | 'toggle-theme';
  };
};

export type Empty = Readonly<Record<string, never>>;
export type EngineCallName = keyof EngineCalls;
export type HostCallName = keyof HostCalls;
export type CallName = keyof Calls;
export type PushName = keyof Pushes;
export type Input<N extends CallName> = Calls[N]['input'];
export type Output<N extends CallName> = Calls[N]['output'];

export type Push = { [N in PushName]: { readonly name: N; readonly payload: Pushes[N] } }[PushName];
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure };

/** What crosses between a window and an engine or host, in both directions. */
export type ToEngine =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: number };
export type FromEngine =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | ({ readonly kind: 'push' } & Push);

export type EngineHandlers = {
  readonly [N in EngineCallName]: (
    input: Input<N>,
    signal: AbortSignal,
  ) => Output<N> | Promise<Output<N>>;
};
export type HostHandlers = {
  readonly [N in HostCallName]: (
    input: Input<N>,
    signal: AbortSignal,
  ) => Output<N> | Promise<Output<N>>;
};
