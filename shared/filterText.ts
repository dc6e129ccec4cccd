import { assertNever, ExpectedError } from './failure.ts';
import { findField } from './field.ts';
import { everything, makeCondition } from './filter.ts';
import type { Condition, FilterNode, Group, Operator } from './filter.ts';
import { conditionProblem, sizeProblem } from './filterCheck.ts';
import { normalFilter } from './filterNormal.ts';
import { quoteField, quoteValue, readTokens } from './filterToken.ts';
import type { Token } from './filterToken.ts';
import { isImpossibleIp } from './ip.ts';

/** The text form of a filter (DESIGN section 5), to and from the tree. */

// Parentheses and NOTs, however needless: what bounds the recursion.
const maxNesting = 100;

type Parser = {
  readonly text: string;
  readonly tokens: readonly Token[];
  next: number;
  nesting: number;
};

/**
 * The tree that a text means, in normal form (`normalFilter`); an empty text is everything. Throws `bad-filter` with
 * the place and, where there is one, the way to write it right.
 */
export function parseFilterText(text: string): Group {
  const parser: Parser = { text, tokens: readTokens(text), next: 0, nesting: 0 };
  if (peek(parser).kind === 'end') return everything;
  const node = parseLevel(parser);
  const rest = peek(parser);
  if (rest.kind !== 'end') fail(rest, 'This closing parenthesis has no opening one.');
  const filter = normalFilter({ kind: 'group', join: 'all', items: [node], off: false });
  const problem = sizeProblem(filter);
  if (problem !== null) throw new ExpectedError('bad-filter', problem, { at: 0 });
  return filter;
}

/** Where an operand stands in the text. */
type Span = { readonly at: number; readonly end: number };

/** Operands joined by AND, or by OR: both at one level is refused, since people read it both ways. */
function parseLevel(parser: Parser): FilterNode {
  const operands: FilterNode[] = [];
  const spans: Span[] = [];
  const joins: Token[] = [];
  for (;;) {
    const at = peek(parser).at;
    operands.push(parseOperand(parser));
    spans.push({ at, end: parser.tokens[parser.next - 1]?.end ?? at });
    const token = peek(parser);
    if (token.kind === 'end' || token.kind === ')') break;
    if (!isConnector(token)) refuseAdjacent(parser, token);
    joins.push(token);
    parser.next++;
  }
  const any = joins[0]?.text.toUpperCase() === 'OR';
  const mixed = joins.find((join) => (join.text.toUpperCase() === 'OR') !== any);
  if (mixed) refuseMixed(parser.text, spans, joins, mixed);
  const [only] = operands;
  if (operands.length === 1 && only !== undefined) return only;
  return { kind: 'group', join: any ? 'any' : 'all', items: operands, off: false };
}

function parseOperand(parser: Parser): FilterNode {
  const token = peek(parser);
  switch (token.kind) {
    case '(':
      return parseParentheses(parser);
    case 'quoted':
      parser.next++;
      if (operatorAt(parser) !== null) {
        fail(token, 'A field is written without quotes before its operator.');
      }
      return checked(makeCondition('', 'search', [token.text]), [token], token, token);
    case 'word':
      return parseWord(parser, token);
    case 'end':
      return fail(token, 'The filter ends too early: a condition is missing here.');
    case ')':
      return fail(token, 'A condition is missing before this parenthesis.');
    case ',':
      return fail(token, 'A comma stands only between the values of in (a, b).');
    case 'operator':
      return fail(token, `A field is missing before “${token.text}”.`);
    default:
      return assertNever(token.kind);
  }
}

function parseWord(parser: Parser, token: Token): FilterNode {
  parser.next++;
  const word = token.text.toUpperCase();
  const after = peek(parser);
  if (word === 'NOT') {
    const item = deeper(parser, token, () => parseOperand(parser));
    return { kind: 'group', join: 'none', items: [item], off: false };
  }
  if (isConnector(token)) return fail(token, `A condition is missing before “${token.text}”.`);
  if (word === 'OFF' && after.kind === '(') {
    const item = parseParentheses(parser);
    return item.off
      ? { kind: 'group', join: 'all', items: [item], off: true }
      : { ...item, off: true };
  }
  const isNamed = after.kind === 'word' && !isConnector(after);
  if (word === 'EXISTS' && isNamed) {
    parser.next++;
    return checked(makeCondition(fieldName(after.text), 'exists', []), [], after, token);
  }
  const op = operatorAt(parser);
  if (word === 'CHANGED' && op === null && (isNamed || after.kind === 'quoted')) {
    parser.next++;
    return checked(makeCondition('', 'changed', [after.text]), [after], after, token);
  }
  if (op === null) {
    return checked(makeCondition('', 'search', [token.text]), [token], token, token);
  }
  return parseComparison(parser, token, op);
}

function parseComparison(parser: Parser, field: Token, op: Operator): FilterNode {
  const sign = peek(parser);
  // The field first: its name is where the eye is, and what the other errors would speak of.
  const name = fieldName(field.text);
  if (findField(name) === null) checked(makeCondition(name, 'exists', []), [], field, field);
  parser.next++;
  const values =
    op === 'in' || op === 'notIn' ? parseList(parser, sign) : [parseValue(parser, sign)];
  if (findField(name)?.kind === 'ip' && exactly.has(op)) refuseImpossible(values);
  const made = makeCondition(
    name,
    op,
    values.map((value) => value.text),
  );
  return checked(made, values, field, sign);
}

const exactly: ReadonlySet<Operator> = new Set(['is', 'isNot', 'in', 'notIn']);

/** In quotes it is looked for as it stands: a log may hold what is no address. */
function refuseImpossible(values: readonly Token[]): void {
  for (const value of values)
    if (value.kind === 'word' && isImpossibleIp(value.text))
      fail(
        value,
        `There is no such address as ${value.text}. If a log has it so, put it in quotes.`,
      );
}

function parseList(parser: Parser, sign: Token): readonly Token[] {
  const open = peek(parser);
  if (open.kind !== '(') {
    fail(open, `“${sign.text}” takes a list in parentheses: ${sign.text} (a, b).`);
  }
  parser.next++;
  const values: Token[] = [];
  for (;;) {
    values.push(parseValue(parser, sign));
    const token = peek(parser);
    parser.next++;
    if (token.kind === ')') return values;
    if (token.kind === 'end') fail(open, 'This parenthesis is not closed.');
    if (token.kind !== ',') {
      fail(token, 'Values of a list are parted by commas; a value with blanks needs quotes.');
    }
  }
}

function parseValue(parser: Parser, sign: Token): Token {
  const token = peek(parser);
  if (token.kind === 'quoted' || (token.kind === 'word' && !isReserved(token))) {
    parser.next++;
    return token;
  }
  const hint =
    token.kind === 'end' || token.kind === ')' || token.kind === ','
      ? ''
      : ` If “${token.text}” belongs to the value, put it in quotes.`;
  return fail(token, `A value is missing after “${sign.text}”.${hint}`);
}

function parseParentheses(parser: Parser): FilterNode {
  const open = peek(parser);
  parser.next++;
  if (peek(parser).kind === ')') fail(open, 'There is nothing between these parentheses.');
  const node = deeper(parser, open, () => parseLevel(parser));
  if (peek(parser).kind !== ')') fail(open, 'This parenthesis is not closed.');
  parser.next++;
  return node;
}

function deeper(parser: Parser, token: Token, parse: () => FilterNode): FilterNode {
  parser.nesting++;
  if (parser.nesting > maxNesting) fail(token, 'The parentheses go too deep.');
  const node = parse();
  parser.nesting--;
  return node;
}

function peek(parser: Parser): Token {
  const token = parser.tokens[parser.next] ?? parser.tokens.at(-1);
  if (token === undefined) throw new Error('no tokens');
  return token;
}

/** The operator that comes next, as a sign or a word; null if none does. */
function operatorAt(parser: Parser): Operator | null {
  const token = peek(parser);
  if (token.kind === 'operator') return token.op ?? null;
  if (token.kind !== 'word') return null;
  const word = token.text.toLowerCase();
  return word === 'contains' || word === 'starts' || word === 'in' ? word : null;
}

function isConnector(token: Token): boolean {
  return token.kind === 'word' && /^(?:and|or)$/i.test(token.text);
}

function isReserved(token: Token): boolean {
  return /^(?:and|or|not)$/i.test(token.text);
}

function fieldName(text: string): string {
  const path = text.replace(/^(?:raw|before|after|details)\./i, (root) => root.toLowerCase());
  return findField(path)?.name ?? text;
}

/** The condition, if it can be answered; else the error at the token of the part that is wrong. */
function checked(made: Condition, values: readonly Token[], field: Token, sign: Token): Condition {
  const problem = conditionProblem(made);
  if (problem === null) return made;
  const place = { field, operator: sign, value: values[problem.index] ?? sign }[problem.part];
  return fail(place, problem.message);
}

function fail(token: Span, message: string): never {
  throw new ExpectedError('bad-filter', message, { at: token.at });
}

function refuseAdjacent(parser: Parser, token: Token): never {
  const before = parser.tokens[parser.next - 1];
  if (token.kind === 'operator' || token.kind === ',') {
    fail(token, `“${token.text}” does not belong here. A value with such a sign needs quotes.`);
  }
  const one = before?.kind === 'word' && token.kind === 'word';
  fail(
    token,
    one
      ? `Two words side by side. Write ${before.text} AND ${token.text} for both, or "${before.text} ${token.text}" in quotes for the words together.`
      : 'AND or OR is missing here. A value with blanks needs quotes.',
  );
}

function refuseMixed(
  text: string,
  spans: readonly Span[],
  joins: readonly Token[],
  at: Token,
): never {
  const parts = spans.map((span) => text.slice(span.at, span.end));
  const words = joins.map((join) => join.text.toUpperCase());
  fail(
    at,
    `AND and OR side by side can be read two ways. Write ${reading(parts, words, 'AND')} or ${reading(parts, words, 'OR')}.`,
  );
}

/** The text with parentheses around each run of operands that `tight` joins. */
function reading(parts: readonly string[], joins: readonly string[], tight: string): string {
  let out = '';
  let run: string[] = [];
  for (const [index, part] of parts.entries()) {
    run.push(part);
    const join = joins[index];
    if (join === tight) continue;
    const written = run.join(` ${tight} `);
    out += run.length > 1 ? `(${written})` : written;
    if (join !== undefined) out += ` ${join} `;
    run = [];
  }
  return out;
}

const signOf: { readonly [O in Exclude<Operator, 'exists' | 'changed' | 'search'>]: string } = {
  is: '=',
  isNot: '!=',
  in: 'in',
  notIn: '!in',
  contains: 'contains',
  notContains: '!contains',
  starts: 'starts',
  matches: '~',
  notMatches: '!~',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

/** The text of a filter; `parseFilterText` of it gives the filter's normal form. Everything is the empty text. */
export function formatFilterText(group: Group): string {
  const normal = normalFilter(group);
  const [only] = normal.items;
  return normal.items.length === 1 && only !== undefined && !only.off
    ? formatBare(only)
    : formatBare(normal);
}

/** Without parentheses of its own, for where nothing stands beside it. */
function formatBare(node: FilterNode): string {
  if (node.kind === 'condition' || node.join === 'none') return formatOn(node);
  return node.items.map(formatOperand).join(node.join === 'any' ? ' OR ' : ' AND ');
}

function formatOperand(node: FilterNode): string {
  if (node.off) return `off(${formatBare({ ...node, off: false })})`;
  return formatOn(node);
}

function formatOn(node: FilterNode): string {
  if (node.kind === 'condition') return formatCondition(node);
  if (node.join !== 'none') return `(${formatBare(node)})`;
  const [only] = node.items;
  return node.items.length === 1 && only !== undefined
    ? `NOT ${formatOperand(only)}`
    : `NOT (${node.items.map(formatOperand).join(' OR ')})`;
}

function formatCondition({ field, op, values }: Condition): string {
  const written = (one: string): string =>
    exactly.has(op) && findField(field)?.kind === 'ip' && isImpossibleIp(one)
      ? `"${one}"`
      : quoteValue(one);
  const value = written(values[0] ?? '');
  if (op === 'search') return value;
  if (op === 'changed') return `changed ${value}`;
  if (op === 'exists') return `exists ${quoteField(field)}`;
  if (op === 'in' || op === 'notIn') {
    return `${quoteField(field)} ${signOf[op]} (${values.map(written).join(', ')})`;
  }
  return `${quoteField(field)} ${signOf[op]} ${value}`;
}
