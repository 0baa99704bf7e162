import { describe, expect, it } from '@jest/globals';
import * as words from './words.rules.js';
import { HEADLINES, headlineOf, severityOf } from './words.rules.js';

describe('the closed sets, which the API, the database and the code share', () => {
  it.each<[set: readonly string[], of: string]>([
    [words.COMPARATORS, 'at_least more_than at_most less_than between about done'],
    [words.MEASURES, 'flow level deliverable'],
    [words.AGGREGATES, 'last mean every'],
    [words.CLOSES, 'open fixed'],
    [words.CADENCES, 'monthly quarterly half_yearly yearly'],
    [words.MISS_ALLOWED, 'none below above'],
    [words.FORMS, 'increment running_total level'],
    [words.BOUNDS, 'exact about over nearly at_least at_most'],
    [words.STANDINGS, 'estimate provisional final'],
    [words.CLAIMS, 'met exceeded not_met'],
    [words.PUBLISHER_CLASSES, 'government auditor independent'],
    [words.DELIVERIES, 'no_figures in_progress holding met exceeded claimed missed breached not_assessable'],
    [
      words.TIMELINESSES,
      'no_deadline met_early met_on_time met_late not_due due_soon closed awaiting_figures unreported in_grace overdue long_overdue',
    ],
    [words.PACES, 'not_applicable unknown too_early far_behind behind on_track ahead'],
    [words.FRESHNESSES, 'closed none fresh due late silent'],
    [words.CONFIDENCES, 'single_source corroborated verified contested'],
    [words.GOALPOSTS, 'unchanged eased tightened mixed clarified'],
  ])('%j', (set, of) => expect(set.join(' ')).toBe(of));
});

it('headlines are ranked from the worst', () => {
  const ranked = [...HEADLINES].toSorted((a, b) => severityOf(a) - severityOf(b));
  expect(HEADLINES).toEqual(ranked);
  expect(ranked.join(' ')).toBe(
    'contested missed breached long_overdue overdue unreported stale far_behind behind in_grace awaiting_figures ' +
      'no_figures in_progress claimed on_track holding ahead met exceeded not_assessable withdrawn',
  );
  expect([severityOf('contested'), severityOf('withdrawn')]).toEqual([10, 210]);
});

it('a rank tells its headline, and leaves room beside it', () => {
  const ranks = HEADLINES.map(severityOf);
  expect(ranks.map(headlineOf)).toEqual(HEADLINES);
  for (const [at, rank] of ranks.entries()) expect(rank - (ranks[at - 1] ?? 0)).toBeGreaterThan(1);
});
