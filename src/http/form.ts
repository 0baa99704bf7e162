import { Refusal } from '../errors.js';
import { isSoundText } from './json.js';

/**
 * Reads the fields of a form strictly: percent-encoded UTF-8, no name twice, no name that every object has, no NUL. Every
 * value is text.
 */
export function parseForm(bytes: Buffer): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const pair of bytes.toString('latin1').split('&')) {
    if (pair === '') continue;
    const [name, value] = [pair.split('=', 1)[0]!, pair.slice(pair.indexOf('=') + 1)].map(decoded) as [string, string];
    if (name in Object.prototype) throw refused('unknown_field', `${name} is not a field.`);
    if (name in fields) throw refused('duplicate_name', 'A name is given twice in the form.');
    fields[name] = pair.includes('=') ? value : '';
  }
  return fields;
}

function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text.replaceAll('+', ' '));
    if (isSoundText(plain)) return plain;
  } catch {
    // What cannot be decoded is as unsound as what cannot be stored.
  }
  throw refused('malformed_form', 'The body is not a form in UTF-8.');
}

function refused(code: string, message: string): Refusal {
  return new Refusal('invalid', code, message);
}
