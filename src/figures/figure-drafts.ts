import type { Because } from './figure.entity.js';
import type { Statement } from './figures.rules.js';

/** A figure to be; an id only where the caller makes sure to publish it once. */
export interface NewFigure extends Statement {
  id?: string;
  sourceId: string;
  /** Where in the source. */
  locator: string | null;
  /** Why the number may not be what it seems. */
  doubt: string | null;
  /** The target that its share or claim speaks of. */
  targetId: string | null;
}

export interface FigureOfIndicator extends NewFigure {
  indicatorId: string;
}

/** A figure on its way into the log; `at` points to it in what was asked. */
export interface PlacedFigure extends FigureOfIndicator {
  at: string;
  supersedes: string | null;
  because: Because | null;
}
