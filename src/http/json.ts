import { Refusal } from '../errors.js';

const DEEPEST = 32;
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a JSON body strictly: UTF-8, no name twice in an object, no name that could reach a prototype, at most 32 levels,
 * no NUL and no half of a surrogate pair anywhere (PostgreSQL refuses the one and would silently change the other).
 */
export function parseJson(bytes: Buffer): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new Refusal('invalid', 'malformed_json', 'The body is not JSON in UTF-8.');
  }
  const names = inspect(value, '', 1);
  // Outside of text a colon stands after each name: more of them than names that were kept means one was written twice.
  if (colonsOutsideText(text) !== names) {
    throw new Refusal('invalid', 'duplicate_name', 'A name is given twice in one object of the body.');
  }
  return value;
}

/** True for text that can be stored and given back as it is. */
export function isSoundText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** Counts the names below a value; throws at what is not to be let in. */
function inspect(value: unknown, pointer: string, level: number): number {
  if (typeof value === 'string') {
    if (!isSoundText(value)) throw refused(pointer, 'unsound_text', 'has a NUL or half of a surrogate pair');
    return 0;
  }
  if (typeof value !== 'object' || value === null) return 0;
  if (level > DEEPEST) throw refused('', 'too_deep', `is nested deeper than ${DEEPEST} levels`);
  if (Array.isArray(value)) {
    return value.reduce<number>((names, item, index) => names + inspect(item, `${pointer}/${index}`, level + 1), 0);
  }
  let names = 0;
  for (const [name, item] of Object.entries(value)) {
    const at = `${pointer}/${escapePointer(name)}`;
    if (!isSoundText(name)) throw refused(pointer, 'unsound_text', 'has a name with a NUL or half of a surrogate pair');
    if (FORBIDDEN_NAMES.has(name)) throw refused(at, 'unknown_field', 'is not a field');
    names += 1 + inspect(item, at, level + 1);
  }
  return names;
}

function colonsOutsideText(json: string): number {
  const QUOTE = 34;
  const BACKSLASH = 92;
  const COLON = 58;
  let colons = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) inText = !inText;
    else if (inText && code === BACKSLASH) at++;
    else if (code === COLON && !inText) colons++;
  }
  return colons;
}

/** One step of a JSON pointer (RFC 6901). */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1').toWellFormed();
}

function refused(pointer: string, code: string, message: string): Refusal {
  return new Refusal('invalid', code, `The body ${pointer === '' ? '' : `at ${pointer} `}${message}.`, [
    { pointer, code, message },
  ]);
}
