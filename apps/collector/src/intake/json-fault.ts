const whitespace = new Set([' ', '\t', '\n', '\r']);
const literals = ['true', 'false', 'null'];
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// What an engine refuses inside a string is anything below a space; written as what is allowed.
const stringPattern = /"(?:[\u0020\u0021\u0023-\u005b\u005d-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end';

/** End of the token that begins here, or null when none does. */
function endOfScalar(text: string, at: number): number | null {
  for (const pattern of [stringPattern, numberPattern]) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  const literal = literals.find((word) => text.startsWith(word, at));
  return literal === undefined ? null : at + literal.length;
}

interface Scan {
  at: number;
  expected: Expected;
  readonly open: ('{' | '[')[];
}

/** Takes one token; false where it does not fit. */
function take(scan: Scan, text: string): boolean {
  const character = text[scan.at] ?? '';
  const innermost = scan.open.at(-1);
  const closes = (character === ']' && innermost === '[') || (character === '}' && innermost === '{');
  const mayClose = scan.expected === ', or end' || scan.expected === 'value or ]' || scan.expected === 'name or }';
  if (closes && mayClose) {
    scan.open.pop();
    scan.expected = ', or end';
    scan.at += 1;
    return true;
  }
  if (scan.expected === ', or end') {
    if (character !== ',' || innermost === undefined) return false;
    scan.expected = innermost === '{' ? 'name' : 'value';
    scan.at += 1;
    return true;
  }
  if (scan.expected === ':') {
    scan.expected = 'value';
    scan.at += 1;
    return character === ':';
  }
  return takeValue(scan, text, character);
}

function takeValue(scan: Scan, text: string, character: string): boolean {
  const isName = scan.expected === 'name' || scan.expected === 'name or }';
  if (!isName && (character === '{' || character === '[')) {
    scan.open.push(character);
    scan.expected = character === '{' ? 'name or }' : 'value or ]';
    scan.at += 1;
    return true;
  }
  const end = isName && character !== '"' ? null : endOfScalar(text, scan.at);
  if (end === null) return false;
  scan.at = end;
  scan.expected = isName ? ':' : ', or end';
  return true;
}

/** A megabyte of brackets would hold up the loop for a third of a second only to name a place. */
const mostTokens = 20_000;

export interface JsonFault {
  readonly index: number;
  /** False: it was sought no further than this. */
  readonly exact: boolean;
}

/** Where a text stops being JSON. The engine's own message names the place for some faults only. */
export function findJsonFault(text: string): JsonFault {
  const scan: Scan = { at: 0, expected: 'value', open: [] };
  for (let tokens = 0; scan.at < text.length;) {
    if (whitespace.has(text[scan.at] ?? '')) {
      scan.at += 1;
      continue;
    }
    const before = scan.at;
    if (!take(scan, text)) return { index: before, exact: true };
    if (++tokens === mostTokens) return { index: scan.at, exact: false };
  }
  return { index: text.length, exact: true };
}

/** "at line 3, column 7", counted from 1. */
export function placeOfFault(text: string): string {
  const { index, exact } = findJsonFault(text);
  const before = text.slice(0, index);
  const line = before.split('\n').length;
  return `${exact ? 'at' : 'somewhere after'} line ${line}, column ${index - before.lastIndexOf('\n')}`;
}
