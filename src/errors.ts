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
