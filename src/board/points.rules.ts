import { dayText, type DayNumber } from '../clock/calendar.rules.js';
import type { ChartPoint } from '../html/charts/target.rules.js';
import { asRatio, textOf, type Amount } from '../verdicts/amount.rules.js';
import { compareWith } from '../verdicts/comparing.rules.js';
import type { Evidence } from '../verdicts/evidence.rules.js';
import type { Figure } from '../verdicts/figure.rules.js';
import { countPeriods } from '../verdicts/periods.rules.js';
import { addendOf, layTiles } from '../verdicts/tiles.rules.js';

/** The published numbers as a chart places them: of a count the total of what ends by then, else the level or the share. */
export function pointsOf(evidence: Evidence, all: readonly Figure[]): ChartPoint[] {
  const { target } = evidence;
  if (target.measure === 'deliverable') return [];
  if (target.value === null) {
    return evidence.shares.map((figure) => pointOf(figure, figure.statedShare!));
  }
  if (target.measure === 'flow') return totals(evidence);
  return levels(evidence, all);
}

function totals(evidence: Evidence): ChartPoint[] {
  const { target, known, total } = evidence;
  const numbers = known.all.filter((figure) => addendOf(target, figure) !== null);
  const ends = [...new Set(numbers.map(({ periodEnd }) => periodEnd))];
  const gaps = gapsOf(evidence);
  return ends.flatMap((end) => {
    const laid = layTiles(
      target,
      numbers.filter(({ periodEnd }) => periodEnd <= end),
    );
    const last = laid?.tiles.at(-1);
    if (laid === null || last === undefined || last.periodEnd !== end) return [];
    const gap = total?.tiles.includes(last) ? gaps.get(last) : undefined;
    return [{ ...pointOf(last, laid.amount, gap), standing: laid.standing, bound: laid.bound }];
  });
}

type Gap = { from: DayNumber; to: DayNumber };

/** The days before a tile that no tile covers. */
function gapsOf({ target, total }: Evidence): Map<Figure, Gap> {
  const gaps = new Map<Figure, Gap>();
  let open = target.start;
  for (const tile of total?.tiles ?? []) {
    const begin = tile.periodStart ?? target.start;
    if (open !== null && begin !== null && begin > open) gaps.set(tile, { from: open, to: begin - 1 });
    open = tile.periodEnd + 1;
  }
  return gaps;
}

function levels({ target, levels: shown, limits, window }: Evidence, all: readonly Figure[]): ChartPoint[] {
  const used = window === null ? shown : window.used;
  return used.map((figure, at) => {
    const before = used[at - 1];
    const point = pointOf(figure, figure.value!, before && missingBetween(before, figure, target.cadence));
    const outcome = limits && compareWith(limits, asRatio(figure.value!), figure.bound);
    const fails = target.aggregate === 'every' && figure.standing !== 'estimate';
    return {
      ...point,
      fails: fails && (outcome === 'short' || outcome === 'passed'),
      replaced: replacedBy(figure, all),
    };
  });
}

/** The periods of the cadence between two figures that have none. */
function missingBetween(before: Figure, figure: Figure, cadence: number | null): Gap | undefined {
  const begin = figure.periodStart ?? figure.periodEnd;
  if (cadence === null || countPeriods(before.periodEnd + 1, figure.periodEnd, cadence) < 2) return undefined;
  return begin - 1 > before.periodEnd ? { from: before.periodEnd + 1, to: begin - 1 } : undefined;
}

function replacedBy(figure: Figure, all: readonly Figure[]): string | null {
  if (figure.supersedes === null) return null;
  const old = all.find(({ id }) => id === figure.supersedes)?.value ?? null;
  return old === null || old === figure.value ? null : textOf(asRatio(old));
}

function pointOf(figure: Figure, value: Amount, gap?: Gap): ChartPoint {
  return {
    on: dayText(figure.periodEnd),
    value: textOf(asRatio(value)),
    bound: figure.bound,
    standing: figure.standing,
    publisherClass: figure.publisherClass,
    gapFrom: gap ? dayText(gap.from) : null,
    gapTo: gap ? dayText(gap.to) : null,
    replaced: null,
    fails: false,
  };
}
