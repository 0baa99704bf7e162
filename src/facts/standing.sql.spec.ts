import { describe, expect, it } from '@jest/globals';
import { isKnown, isVoid, stands, targetStands } from './standing.sql.js';

/** SQL on one line. */
const plain = (sql: string): string => sql.replace(/\s+/g, ' ');

// What the database answers to them is tried in the tests of facts; here stands which fact, alias and position they name.
describe('a fact', () => {
  it('is known at a position, and at any where none is asked', () => {
    expect(plain(isKnown('f', '$2'))).toBe(
      '($2::bigint IS NULL OR EXISTS (SELECT FROM entry known WHERE known.id = f.entry_id AND known.position <= $2))',
    );
  });

  it('is void at a position', () => {
    expect(plain(isVoid('f', '$2'))).toBe(
      'EXISTS (SELECT FROM void JOIN entry taken ON taken.id = void.entry_id ' +
        'WHERE void.fact_id = f.id AND ($2::bigint IS NULL OR taken.position <= $2))',
    );
  });

  it('stands when it is known and not void', () => {
    expect(stands('f', '$1')).toBe(`(${isKnown('f', '$1')} AND NOT ${isVoid('f', '$1')})`);
  });
});

it('a target stands with its pledge and its original version', () => {
  const sql = plain(targetStands('t', '$3'));
  expect(sql).toContain(`of_target.id = t.pledge_id AND ${plain(stands('of_target', '$3'))}`);
  expect(sql).toContain(`first.target_id = t.id AND first.kind = 'original' AND ${plain(stands('first', '$3'))}`);
});
