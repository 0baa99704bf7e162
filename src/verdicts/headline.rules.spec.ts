import { describe, expect, it } from '@jest/globals';
import { headlineOf } from './headline.rules.js';
import type { Delivery, Freshness, Headline, Pace, Timeliness } from './words.rules.js';

describe('the headline is the first that holds', () => {
  it.each<[Delivery, Timeliness, Pace, Freshness, Headline]>([
    // what is settled stands above all
    ['not_assessable', 'unreported', 'unknown', 'silent', 'not_assessable'],
    ['claimed', 'closed', 'behind', 'silent', 'claimed'],
    ['exceeded', 'met_late', 'ahead', 'late', 'exceeded'],
    ['met', 'met_late', 'behind', 'late', 'met'],
    ['breached', 'closed', 'behind', 'late', 'breached'],
    ['missed', 'closed', 'behind', 'late', 'missed'],
    // then what is past due
    ['in_progress', 'long_overdue', 'behind', 'silent', 'long_overdue'],
    ['in_progress', 'overdue', 'behind', 'silent', 'overdue'],
    ['holding', 'unreported', 'behind', 'silent', 'unreported'],
    ['no_figures', 'awaiting_figures', 'behind', 'silent', 'awaiting_figures'],
    ['in_progress', 'in_grace', 'behind', 'late', 'in_grace'],
    // then what is stale
    ['in_progress', 'not_due', 'behind', 'late', 'stale'],
    ['in_progress', 'due_soon', 'far_behind', 'silent', 'stale'],
    ['holding', 'no_deadline', 'on_track', 'late', 'stale'],
    ['no_figures', 'not_due', 'unknown', 'silent', 'stale'],
    // then the pace
    ['in_progress', 'not_due', 'far_behind', 'fresh', 'far_behind'],
    ['in_progress', 'due_soon', 'behind', 'due', 'behind'],
    ['holding', 'not_due', 'ahead', 'fresh', 'ahead'],
    ['holding', 'not_due', 'on_track', 'none', 'on_track'],
    // then the delivery itself
    ['holding', 'not_due', 'unknown', 'fresh', 'holding'],
    ['in_progress', 'not_due', 'too_early', 'due', 'in_progress'],
    ['in_progress', 'no_deadline', 'not_applicable', 'closed', 'in_progress'],
    ['no_figures', 'due_soon', 'unknown', 'none', 'no_figures'],
  ])('%s, %s, %s, %s: %s', (delivery, timeliness, pace, freshness, headline) => {
    expect(headlineOf(delivery, timeliness, pace, freshness)).toBe(headline);
  });
});
