import { JsonScan } from './jsonScan.ts';
import { PieceCutter } from './pieceCutter.ts';
import type { PieceSink, Reader } from './reader.ts';
import {
  braceInColumn0,
  markerOf,
  MarkerSearch,
  objectAfterComma,
  pageInColumn0,
  type Marker,
} from './resync.ts';

/**
 * `list`: one or more arrays whose elements are the records. `values`: objects one after another, each a record. `wrapper`: objects
 * one after another that each hold their records in a list under `key`.
 */
export type JsonShape =
  | { readonly kind: 'list' | 'values' }
  | { readonly kind: 'wrapper'; readonly key: string };

/**
 * What the next byte belongs to. `top`: between outermost values. `page`: a wrapper's own bytes. `before`: in a list, where a record
 * may begin. `record`, `text` (a string in a list), `literal`. `after`: in a list, behind a record. `lost`: a record derailed; looking
 * for where to begin again.
 */
type State = 'top' | 'page' | 'before' | 'record' | 'text' | 'literal' | 'after' | 'lost';

const endsInside = 'the file ends inside this record';
const endsEarly = 'the file ends before its list of records does';

/** Reads every JSON shape but JSON lines, holding at most one record. It never throws: what is no record is a rejected piece with its reason. */
export class JsonReader implements Reader {
  readonly #shape: JsonShape;
  readonly #cutter: PieceCutter;
  readonly #scan = new JsonScan(false);
  readonly #pageScan = new JsonScan(true);
  #state: State = 'top';
  #at = 0;
  #chunk: Uint8Array = new Uint8Array(0);
  /** A comma came, and no record after it yet. */
  #afterComma = false;
  /** The list of the present page was found. */
  #listSeen = false;
  /** Why the record being read is to be rejected whole. */
  #verdict: string | null = null;
  #escaped = false;
  #beforeFirst: Uint8Array = new Uint8Array(0);
  #marker: Marker | null = null;
  #search = new MarkerSearch([]);

  constructor(shape: JsonShape, sink: PieceSink, limit: number) {
    this.#shape = shape;
    this.#cutter = new PieceCutter(sink, limit);
  }

  push(chunk: Uint8Array): void {
    this.#chunk = chunk;
    this.#at = 0;
    this.#cutter.begin(chunk);
    while (this.#at < chunk.length) this.#step();
    this.#cutter.hold();
  }

  end(): void {
    this.#cutter.begin(new Uint8Array(0));
    switch (this.#state) {
      case 'top':
        this.#cutter.cut('separator', 0);
        return;
      case 'page':
        this.#cutter.cut(
          'rejected',
          0,
          this.#listSeen
            ? 'the file ends before its outermost object does'
            : this.#noList('the file ends inside an object'),
        );
        return;
      case 'before':
      case 'after':
        this.#cutter.cut('rejected', 0, endsEarly);
        return;
      case 'literal':
        this.#cutter.cut('record', 0);
        this.#cutter.cut('rejected', 0, endsEarly);
        return;
      case 'record':
      case 'text':
        this.#cutter.cut('rejected', 0, this.#verdict ?? endsInside);
        return;
      case 'lost':
        this.#cutter.cut('rejected', 0, this.#verdict ?? endsInside);
    }
  }

  #step(): void {
    switch (this.#state) {
      case 'top':
        this.#top();
        return;
      case 'page':
        this.#page();
        return;
      case 'before':
        this.#before();
        return;
      case 'record':
        this.#record();
        return;
      case 'text':
        this.#text();
        return;
      case 'literal':
        this.#literal();
        return;
      case 'after':
        this.#after();
        return;
      case 'lost':
        this.#lost();
    }
  }

  #top(): void {
    this.#skipBlanks();
    if (this.#at >= this.#chunk.length) return;
    const byte = this.#chunk[this.#at];
    this.#cutter.cut('separator', this.#at);
    if (this.#shape.kind === 'list' && byte === bracket) {
      this.#at += 1;
      this.#cutter.cut('header', this.#at);
      this.#beginList();
    } else if (this.#shape.kind === 'values' && (byte === brace || byte === bracket)) {
      this.#beginRecord(null);
    } else if (this.#shape.kind === 'wrapper' && byte === brace) {
      this.#pageScan.start();
      this.#listSeen = false;
      this.#state = 'page';
    } else {
      this.#derail('text that belongs to no record');
    }
  }

  #page(): void {
    const scan = this.#pageScan;
    this.#at = scan.run(this.#chunk, this.#at);
    if (scan.state === 'list' && this.#shape.kind === 'wrapper' && scan.key === this.#shape.key) {
      this.#listSeen = true;
      this.#cutter.cut('header', this.#at);
      this.#beginList();
    } else if (scan.state === 'complete') {
      if (this.#listSeen) this.#cutter.cut('header', this.#at);
      else this.#cutter.cut('rejected', this.#at, this.#noList('an object'));
      this.#state = 'top';
    } else if (scan.state === 'broken') {
      this.#derail(`not JSON: ${scan.error}`);
    }
  }

  #before(): void {
    this.#skipBlanks();
    if (this.#at >= this.#chunk.length) return;
    const byte = this.#chunk[this.#at];
    if (byte === closeBracket) {
      if (this.#afterComma) {
        this.#cutter.cut('rejected', this.#at, 'a comma with no record after it');
      }
      this.#endList();
      return;
    }
    const separator = this.#cutter.cut('separator', this.#at);
    if (this.#marker === null) this.#beforeFirst = new Uint8Array(separator.subarray(-1025));
    if (byte === comma) {
      this.#at += 1;
      this.#cutter.cut('rejected', this.#at, 'a comma with no record before it');
      this.#afterComma = true;
    } else if (byte === brace || byte === bracket) {
      this.#beginRecord(null);
    } else if (byte === quote) {
      this.#at += 1;
      this.#escaped = false;
      this.#state = 'text';
    } else if (byte === closeBrace || byte === 0x3a) {
      this.#derail('a bracket closes that was not opened');
    } else {
      this.#state = 'literal';
    }
  }

  #record(): void {
    const scan = this.#scan;
    this.#at = scan.run(this.#chunk, this.#at);
    if (scan.state === 'broken') {
      this.#derail(this.#verdict ?? `not JSON: ${scan.error}`);
    } else if (scan.state === 'complete') {
      const verdict = this.#verdict;
      const bytes =
        verdict === null
          ? this.#cutter.cut('record', this.#at)
          : this.#cutter.cut('rejected', this.#at, verdict);
      this.#verdict = null;
      this.#marker ??= markerOf(this.#beforeFirst, bytes);
      this.#state = this.#shape.kind === 'values' ? 'top' : 'after';
    }
  }

  #text(): void {
    while (this.#at < this.#chunk.length) {
      const byte = this.#chunk[this.#at];
      this.#at += 1;
      if (this.#escaped) this.#escaped = false;
      else if (byte === 0x5c) this.#escaped = true;
      else if (byte === quote) {
        this.#cutter.cut('record', this.#at);
        this.#state = 'after';
        return;
      } else if (byte === 0x0a) {
        this.#derail('not JSON: a line ends inside a text');
        return;
      }
    }
  }

  #literal(): void {
    while (this.#at < this.#chunk.length) {
      const byte = this.#chunk[this.#at]!;
      if (isBlank(byte) || byte === comma || byte === closeBracket) {
        this.#cutter.cut('record', this.#at);
        this.#state = 'after';
        return;
      }
      this.#at += 1;
    }
  }

  #after(): void {
    this.#skipBlanks();
    if (this.#at >= this.#chunk.length) return;
    const byte = this.#chunk[this.#at];
    if (byte === comma) {
      this.#at += 1;
      this.#afterComma = true;
      this.#state = 'before';
    } else if (byte === closeBracket) {
      this.#endList();
    } else {
      this.#cutter.cut('separator', this.#at);
      if (byte === brace || byte === bracket) this.#beginRecord('no comma before this record');
      else this.#derail('text that belongs to no record');
    }
  }

  #lost(): void {
    for (;;) {
      this.#at = this.#search.skip(this.#chunk, this.#at);
      if (this.#at >= this.#chunk.length) return;
      const marker = this.#search.next(this.#chunk[this.#at]!);
      this.#at += 1;
      if (marker !== null) {
        this.#beginAgain(marker);
        return;
      }
    }
  }

  #beginList(): void {
    this.#afterComma = false;
    this.#state = 'before';
  }

  #endList(): void {
    this.#cutter.cut('separator', this.#at);
    if (this.#shape.kind === 'wrapper') {
      this.#pageScan.resume();
      this.#state = 'page';
      return;
    }
    this.#at += 1;
    this.#cutter.cut('header', this.#at);
    this.#state = 'top';
  }

  #beginRecord(verdict: string | null): void {
    this.#verdict = verdict;
    this.#afterComma = false;
    this.#scan.start();
    this.#state = 'record';
  }

  /** The piece being read is no record; it goes on until a place where one may begin, or the end. */
  #derail(reason: string): void {
    const markers: Marker[] = [];
    if (this.#shape.kind === 'values') markers.push(braceInColumn0);
    else {
      const inList = this.#state !== 'top' && this.#state !== 'page';
      if (inList) this.#marker ??= markerOf(this.#beforeFirst, this.#cutter.peek(this.#at));
      const marker = inList ? (this.#marker ?? objectAfterComma) : null;
      if (marker) markers.push(marker);
      if (this.#shape.kind === 'wrapper' && !(marker && isBraceInColumn0(marker))) {
        markers.push(pageInColumn0);
      }
    }
    this.#search = new MarkerSearch(markers);
    this.#verdict = reason;
    this.#state = 'lost';
    const marker = this.#markerJustRead();
    if (marker !== null) this.#beginAgain(marker);
  }

  /** A record that lacks its end derails on the very brace of the next one, which has been read by then. */
  #markerJustRead(): Marker | null {
    const read = this.#cutter.peek(this.#at);
    if (read.length < this.#cutter.length(this.#at)) return null;
    let marker: Marker | null = null;
    for (const byte of read.subarray(Math.max(1, read.length - 2048))) {
      marker = this.#search.next(byte);
    }
    return marker;
  }

  #beginAgain(marker: Marker): void {
    const own = marker.bytes.slice(marker.bytes.length - marker.own);
    this.#cutter.cutBefore('rejected', this.#at, own, this.#verdict ?? endsInside);
    this.#verdict = null;
    if (marker.begins === 'page') {
      this.#listSeen = false;
      this.#state = 'page';
      this.#pageScan.start();
      this.#pageScan.run(own, 0);
    } else {
      this.#state = 'record';
      this.#scan.start();
      this.#scan.run(own, 0);
    }
  }

  #noList(what: string): string {
    return this.#shape.kind === 'wrapper' ? `${what} without a list “${this.#shape.key}”` : what;
  }

  #skipBlanks(): void {
    while (this.#at < this.#chunk.length && isBlank(this.#chunk[this.#at]!)) this.#at += 1;
  }
}

const brace = 0x7b;
const closeBrace = 0x7d;
const bracket = 0x5b;
const closeBracket = 0x5d;
const quote = 0x22;
const comma = 0x2c;

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isBraceInColumn0(marker: Marker): boolean {
  return marker.bytes.length === 2 && marker.bytes[0] === 0x0a;
}
