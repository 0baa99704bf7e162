/**
 * SQL that is true of a fact that stands: recorded at or below a position, and not voided at or below it. `fact` is the
 * alias of a table with `id` and `entry_id`, `position` a parameter; where it is null everything committed counts.
 */
export function stands(fact: string, position: string): string {
  return `(${isKnown(fact, position)} AND NOT ${isVoid(fact, position)})`;
}

/** SQL that is true of a fact recorded at or below a position. */
export function isKnown(fact: string, position: string): string {
  return `(${position}::bigint IS NULL
    OR EXISTS (SELECT FROM entry known WHERE known.id = ${fact}.entry_id AND known.position <= ${position}))`;
}

/** SQL that is true of a fact that is taken back at or below a position. */
export function isVoid(fact: string, position: string): string {
  return `EXISTS (SELECT FROM void JOIN entry taken ON taken.id = void.entry_id
    WHERE void.fact_id = ${fact}.id AND (${position}::bigint IS NULL OR taken.position <= ${position}))`;
}

/** SQL that is true of a target that stands: its pledge does, and its original version does. */
export function targetStands(target: string, position: string): string {
  return `(EXISTS (SELECT FROM pledge of_target WHERE of_target.id = ${target}.pledge_id AND ${stands('of_target', position)})
    AND EXISTS (SELECT FROM version first WHERE first.target_id = ${target}.id AND first.kind = 'original'
      AND ${stands('first', position)}))`;
}
