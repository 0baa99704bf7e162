export type RefusalKind =
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'unauthorized'
  | 'forbidden'
  | 'too_large'
  | 'unprocessable';

/** What is wrong with one field: a JSON pointer into the body (or `/name` of a parameter), a stable code, a sentence. */
export interface FieldRefusal {
  pointer: string;
  code: string;
  message: string;
}

/**
 * The product says no, in its own words. `code` is stable and part of the API; `http/problem.filter.ts` turns it into an
 * answer. `invalid` is a request that is not as documented, `unprocessable` one that is understood and refused by a rule.
 */
export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    message: string,
    readonly errors: FieldRefusal[] = [],
  ) {
    super(message);
    this.name = 'Refusal';
  }

  /** Of a thing as a whole: `target_not_found`, `target_void`. */
  static of(why: 'not_found' | 'void', noun: string): Refusal {
    if (why === 'not_found') return new Refusal('not_found', `${noun}_not_found`, `no such ${noun}`);
    return new Refusal('conflict', `${noun}_void`, `the ${noun} was taken back`);
  }

  /** Of one field, by a rule: `words` go on from its name. */
  static at(pointer: string, code: string, words: string): Refusal {
    const errors = [{ pointer, code, message: words }];
    return new Refusal('unprocessable', code, `${pointer.slice(1)} ${words}`, errors);
  }
}

/** Collects what is wrong, field by field, so that it is refused all at once. */
export class Faults {
  private readonly fields: FieldRefusal[] = [];

  add(pointer: string, code: string, message: string): void {
    this.fields.push({ pointer, code, message });
  }

  addAll(fields: readonly FieldRefusal[]): void {
    this.fields.push(...fields);
  }

  /** Throws what was collected, if anything was: under its own code where it is one thing, else under `code`. */
  refuse(code: string): void {
    const [first, second] = this.fields;
    if (first === undefined) return;
    if (second === undefined) {
      throw new Refusal('unprocessable', first.code, `${first.pointer} ${first.message}`, this.fields);
    }
    throw new Refusal('unprocessable', code, 'what was sent is refused by rules, field by field', this.fields);
  }
}
