import { isAscii } from 'node:buffer';
import { Refusal } from '../errors.js';

const DEEPEST = 32;
const QUOTATION_MARK = 34;
const COLON = 58;
const BACKSLASH = 92;
/** Names that every object has: they could reach a prototype, and validation would take them for known. */
const FORBIDDEN_NAMES = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/**
 * Reads a JSON body strictly: UTF-8, no name twice in an object, no name that every object has, at most 32 levels,
 * no NUL and no half of a surrogate pair anywhere (PostgreSQL refuses the one and would silently change the other).
 */
export function parseJson(bytes: Buffer): unknown {
  let text: string;
  let value: unknown;
  try {
    text = isAscii(bytes) ? bytes.toString('latin1') : UTF8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new Refusal('invalid', 'malformed_json', 'The body is not JSON in UTF-8.');
  }
  // Counting refuses what is too deep, before anything else goes down into it.
  const names = countNames(value, '', 1);
  // UTF-8 and JSON let in a NUL or half of a pair by an escape alone.
  if (text.includes('\\u')) refuseUnsoundText(value, '');
  // Each name has one colon behind it: more of them than names that were kept means one was written twice.
  if (names !== countColons(text) && names !== countColonsOutsideText(text)) {
    throw new Refusal('invalid', 'duplicate_name', 'A name is given twice in one object of the body.');
  }
  return value;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** True for text that can be stored and given back as it is. */
export function isSoundText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** One step of a JSON pointer (RFC 6901). */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1').toWellFormed();
}

function countColons(text: string): number {
  let colons = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) colons += 1;
  return colons;
}

/** The names that a JSON text writes: a colon stands behind each. */
function countColonsOutsideText(json: string): number {
  let colons = 0;
  for (let at = 0; at < json.length; at += 1) {
    const letter = json.charCodeAt(at);
    if (letter === QUOTATION_MARK) at = endOfText(json, at);
    else if (letter === COLON) colons += 1;
  }
  return colons;
}

/** Where the text that begins at `from` ends: at the first quotation mark that no odd run of backslashes stands before. */
function endOfText(json: string, from: number): number {
  for (let end = json.indexOf('"', from + 1); ; end = json.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (json.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
}

/** Counts the names of a value that is nested `level` deep; refuses those that every object has, and what is too deep. */
function countNames(value: unknown, pointer: string, level: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (level > DEEPEST) throw refused('', 'too_deep', `is nested deeper than ${DEEPEST} levels`);
  let names = 0;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) {
      const item: unknown = value[at];
      if (typeof item === 'object' && item !== null) names += countNames(item, `${pointer}/${at}`, level + 1);
    }
    return names;
  }
  for (const name of Object.keys(value)) {
    names += 1;
    if (FORBIDDEN_NAMES.has(name)) throw refused(`${pointer}/${name}`, 'unknown_field', 'is not a field');
    const item = (value as Record<string, unknown>)[name];
    if (typeof item === 'object' && item !== null) {
      names += countNames(item, `${pointer}/${escapePointer(name)}`, level + 1);
    }
  }
  return names;
}

function refuseUnsoundText(value: unknown, pointer: string): void {
  if (typeof value === 'string') {
    if (!isSoundText(value)) throw refused(pointer, 'unsound_text', 'has a NUL or half of a surrogate pair');
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    if (!isSoundText(name)) throw refused(pointer, 'unsound_text', 'has a name with a NUL or half of a surrogate pair');
    refuseUnsoundText(item, `${pointer}/${escapePointer(name)}`);
  }
}

function refused(pointer: string, code: string, message: string): Refusal {
  return new Refusal('invalid', code, `The body ${pointer === '' ? '' : `at ${pointer} `}${message}.`, [
    { pointer, code, message },
  ]);
}
