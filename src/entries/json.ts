/** What JSON would change or lose. */
type Lost = Date | Buffer | Map<unknown, unknown> | Set<unknown> | bigint | symbol | ((...given: never[]) => unknown);

/** `T extends Json<T>` takes what JSON keeps as it is: text, numbers, booleans, nulls, lists and objects of these, no `Date`. */
export type Json<T> = { [Key in keyof T]: Extract<T[Key], Lost> extends never ? Json<T[Key]> : never };
