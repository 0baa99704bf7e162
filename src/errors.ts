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
