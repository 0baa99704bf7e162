import { Refusal } from '../errors.js';

type CursorPart = string | number | null;

/** An opaque place in a list: the sort key of the last row that was given, the id last. */
export function encodeCursor(parts: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/**
 * Reads a cursor back. `shapes` has one check for each part; whatever `encodeCursor` did not make for this list is
 * refused as `bad_cursor`.
 */
export function decodeCursor<T extends CursorPart[]>(
  cursor: string,
  ...shapes: { [K in keyof T]: (part: unknown) => part is T[K] }
): T {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const fits =
      Array.isArray(parts) && parts.length === shapes.length && shapes.every((shape, index) => shape(parts[index]));
    if (fits) return parts as T;
  } catch {
    // refused below
  }
  const message = 'is not a cursor of this list';
  throw new Refusal('invalid', 'bad_cursor', `The cursor ${message}.`, [
    { pointer: '/cursor', code: 'bad_cursor', message },
  ]);
}
