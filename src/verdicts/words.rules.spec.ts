import { expect, it } from '@jest/globals';
import { HEADLINES, severityOf } from './words.rules.js';

it('headlines are ranked from the worst', () => {
  const ranked = [...HEADLINES].toSorted((a, b) => severityOf(a) - severityOf(b));
  expect(ranked.join(' ')).toBe(
    'contested missed breached long_overdue overdue unreported stale far_behind behind in_grace awaiting_figures ' +
      'no_figures in_progress claimed on_track holding ahead met exceeded not_assessable withdrawn',
  );
  expect([severityOf('contested'), severityOf('withdrawn')]).toEqual([0, 20]);
});
