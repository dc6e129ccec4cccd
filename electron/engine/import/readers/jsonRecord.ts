import type { JsonValue, RecordFlag } from '../../../../shared/event.ts';
import { losesDigits } from './numberDigits.ts';
import { maxJsonDepth, RecordRejected, type RecordValue } from './reader.ts';

/** Some parsers refuse what is nested deeper (.NET's System.Text.Json by default): worth a flag, still read. */
const remarkableDepth = 64;

/**
 * JSON text as a value. `JSON.parse` decides what JSON is; what two parsers could read differently is flagged, and numbers that
 * would lose digits are kept as text. `bytes` is the same text as UTF-8. Throws RecordRejected.
 */
export function parseJsonText(text: string, bytes: Uint8Array): RecordValue {
  const survey = surveyJson(bytes);
  if (survey.depth > maxJsonDepth) {
    throw new RecordRejected(
      `nested ${survey.depth.toLocaleString('en-US')} deep: more than ${maxJsonDepth}`,
    );
  }
  let value = parseOrReject(text);
  const flags: RecordFlag[] = [];
  if (survey.colons > countKeys(value)) flags.push('duplicate keys');
  if (survey.longNumbers) {
    const exact = parseExactly(text);
    if (exact.kept) {
      value = exact.value;
      flags.push('number beyond 2^53');
    }
  }
  if (survey.unicodeEscapes) flags.push(...textFlags(value));
  if (survey.depth > remarkableDepth) flags.push('deep nesting');
  return { value, flags };
}

type Survey = {
  /** Brackets that are open at once. */
  readonly depth: number;
  /** Colons outside texts: in valid JSON, one a member of an object. */
  readonly colons: number;
  /** There are numbers of more than 15 digits, or with an exponent. */
  readonly longNumbers: boolean;
  /** There are \u escapes, which can say what UTF-8 cannot, or raw NULs. */
  readonly unicodeEscapes: boolean;
};

/** One pass over the bytes, without recursion, so that 5 million brackets do no harm. */
function surveyJson(bytes: Uint8Array): Survey {
  const end = bytes.length;
  let depth = 0;
  let deepest = 0;
  let colons = 0;
  let longNumbers = false;
  let unicodeEscapes = false;
  let at = 0;
  while (at < end) {
    const byte = bytes[at]!;
    at += 1;
    if (byte === 0x22) {
      while (at < end) {
        const inside = bytes[at]!;
        at += 1;
        if (inside === 0x22) break;
        if (inside === 0x5c) {
          if (bytes[at] === 0x75) unicodeEscapes = true;
          at += 1;
        }
      }
    } else if (byte === 0x3a) {
      colons += 1;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
    } else if (isDigit(byte)) {
      const from = at;
      while (at < end && isNumberByte(bytes[at]!)) {
        if (bytes[at] === 0x45 || bytes[at] === 0x65) longNumbers = true;
        at += 1;
      }
      if (at - from >= 15) longNumbers = true;
    }
  }
  return { depth: deepest, colons, longNumbers, unicodeEscapes };
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isNumberByte(byte: number): boolean {
  return (
    isDigit(byte) ||
    byte === 0x2e ||
    byte === 0x45 ||
    byte === 0x65 ||
    byte === 0x2b ||
    byte === 0x2d
  );
}

function parseOrReject(text: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new RecordRejected(`not JSON: ${words.slice(0, 300)}`, { cause: error });
  }
}

function countKeys(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (isList(value)) {
    for (const item of value) count += countKeys(item);
    return count;
  }
  // What JSON.parse makes inherits nothing enumerable; Object.values takes twice the time.
  for (const key in value) {
    count += 1;
    const member = value[key];
    if (typeof member === 'object' && member !== null) count += countKeys(member);
  }
  return count;
}

/** Parses again with every number's own text at hand (JSON.parse source text access). */
function parseExactly(text: string): { value: JsonValue; kept: boolean } {
  let kept = false;
  const value: JsonValue = JSON.parse(
    text,
    (_key, member: unknown, context?: { source?: string }) => {
      if (typeof member !== 'number' || context?.source === undefined) return member;
      if (!losesDigits(context.source, member)) return member;
      kept = true;
      return context.source;
    },
  );
  return { value, kept };
}

/** What texts of a value, keys included, hold that storage or other parsers may not. */
export function textFlags(value: JsonValue): RecordFlag[] {
  const found = new Set<RecordFlag>();
  const look = (text: string): void => {
    if (text.includes('\0')) found.add('NUL character');
    if (!text.isWellFormed()) found.add('lone surrogate');
  };
  const walk = (member: JsonValue): void => {
    if (typeof member === 'string') look(member);
    else if (isList(member)) for (const item of member) walk(item);
    else if (typeof member === 'object' && member !== null) {
      for (const [key, item] of Object.entries(member)) {
        look(key);
        walk(item);
      }
    }
  };
  walk(value);
  return [...found];
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
