import type { Day } from '../clock/calendar.rules.js';
import type { NewFigure } from '../figures/figure-drafts.js';
import type { Comparator } from '../verdicts/words.rules.js';
import type { Pledge } from './pledge.entity.js';
import type { LaterKind, Promised } from './versions.rules.js';

/** What a version says; null is left to what the target measures, the pledge's day and the pledge's source. */
export interface NewVersion extends Omit<Promised, 'measure' | 'publicationLagDays'> {
  measure: Promised['measure'] | null;
  publicationLagDays: number | null;
  announcedOn: Day | null;
  reason: string | null;
  sourceId: string | null;
  assumed: string[];
  dueWords: string | null;
  dueEarliest: Day | null;
}

export interface NewTarget {
  id?: string;
  indicatorId: string;
  version: NewVersion;
}

/** A figure that comes with its pledge; its share or claim speaks of the pledge's target at `target`. */
export interface FigureOfPledge extends Omit<NewFigure, 'targetId'> {
  indicatorId: string;
  target: number | null;
}

/** A pledge to be; ids only where the caller makes sure to publish it once. */
export interface NewPledge extends Omit<Pledge, 'id' | 'entryId' | 'words'> {
  id?: string;
  targets: NewTarget[];
  figures: FigureOfPledge[];
}

/** What was announced after the original: all of what the target says now. A withdrawal says nothing of it. */
export interface LaterVersion extends Pick<NewVersion, 'reason' | 'sourceId'> {
  kind: LaterKind;
  announcedOn: Day;
  said: Omit<NewVersion, 'comparator' | 'announcedOn' | 'reason' | 'sourceId'> & { comparator: Comparator | null };
}
