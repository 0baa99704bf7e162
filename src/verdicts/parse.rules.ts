import { dayNumber, isDay, type DayNumber } from '../clock/calendar.rules.js';
import { ONE, type Amount } from './amount.rules.js';
import type { Figure } from './figure.rules.js';
import { Reader, RuleRefusal, isAbsent, type Fault } from './reader.rules.js';
import { isFloor, originOf, type Target } from './target.rules.js';
import {
  AGGREGATES,
  BOUNDS,
  CADENCES,
  CLAIMS,
  CLOSES,
  COMPARATORS,
  FORMS,
  MEASURES,
  MISS_ALLOWED,
  PUBLISHER_CLASSES,
  STANDINGS,
  type Cadence,
} from './words.rules.js';

/** Most figures that one judgement takes. */
export const MOST_FIGURES = 1000;
const MOST_DAYS = 3650;
const MONTHS: Record<Cadence, number> = { monthly: 1, quarterly: 3, half_yearly: 6, yearly: 12 };

const TARGET_FIELDS = new Set(
  'comparator value upper tolerance missAllowed measure aggregate start due closes baseline cadence publicationLagDays graceDays trajectory'.split(
    ' ',
  ),
);
const FIGURE_FIELDS = new Set(
  'periodStart periodEnd form value bound standing statedShare claim publishedOn id supersedes publisherClass'.split(
    ' ',
  ),
);
const BASELINE_FIELDS = new Set(['value', 'on']);
const POINT_FIELDS = new Set(['on', 'share']);
const QUESTION_FIELDS = new Set(['asOf', 'target', 'figures']);

/** Months of one period of a cadence. */
export function monthsOf(cadence: Cadence): number {
  return MONTHS[cadence];
}

/** What is asked of the rules: a target, its figures and the day. */
export type Question = { asOf: DayNumber; target: Target; figures: Figure[] };

/** Parses `{ asOf, target, figures }`. Throws RuleRefusal with a pointer for each fault (rules §1). */
export function parseQuestion(input: unknown): Question {
  const faults: Fault[] = [];
  const reader = new Reader(input, '', faults, QUESTION_FIELDS);
  if (faults.length > 0) throw new RuleRefusal(faults);
  const { fields } = reader;
  const asOf = reader.neededDay('asOf', fields.asOf);
  const target = readTarget(fields.target, '/target', faults);
  if (isAbsent(fields.figures)) reader.refuse('figures', 'missing', 'must be a list');
  const figures = readFigures(reader.list('figures', fields.figures, MOST_FIGURES), target, '/figures', faults);
  if (faults.length > 0) throw new RuleRefusal(faults);
  return { asOf, target, figures };
}

/** Parses one version of a target; `pointer` is where it stands in the request. Throws RuleRefusal. */
export function parseTarget(input: unknown, pointer = ''): Target {
  const faults: Fault[] = [];
  const target = readTarget(input, pointer, faults);
  if (faults.length > 0) throw new RuleRefusal(faults);
  return target;
}

/** Parses the figures of a target. Throws RuleRefusal. */
export function parseFigures(input: readonly unknown[], target: Target, pointer = ''): Figure[] {
  const faults: Fault[] = [];
  const figures = readFigures(input, target, pointer, faults);
  if (faults.length > 0) throw new RuleRefusal(faults);
  return figures;
}

/** The number of a day given as text. Throws RuleRefusal. */
export function parseDay(text: unknown, pointer: string): DayNumber {
  if (isDay(text)) return dayNumber(text);
  throw new RuleRefusal([{ pointer, code: 'not_a_day', message: 'must be a day YYYY-MM-DD from 1900 to 2199' }]);
}

function readTarget(input: unknown, pointer: string, faults: Fault[]): Target {
  const before = faults.length;
  const reader = new Reader(input, pointer, faults, TARGET_FIELDS);
  const { fields } = reader;
  const measure = reader.neededWord('measure', fields.measure, MEASURES);
  const cadence = reader.word('cadence', fields.cadence, CADENCES, null);
  const target: Target = {
    comparator: reader.neededWord('comparator', fields.comparator, COMPARATORS),
    value: reader.decimal('value', fields.value),
    upper: reader.decimal('upper', fields.upper),
    tolerance: reader.decimal('tolerance', fields.tolerance),
    missAllowed: reader.word('missAllowed', fields.missAllowed, MISS_ALLOWED, 'none'),
    measure,
    aggregate: reader.word('aggregate', fields.aggregate, AGGREGATES, null),
    start: reader.day('start', fields.start),
    due: reader.day('due', fields.due),
    closes: reader.word('closes', fields.closes, CLOSES, 'open'),
    baseline: readBaseline(reader),
    cadence: cadence === null ? null : monthsOf(cadence),
    lag: reader.wholeNumber(
      'publicationLagDays',
      fields.publicationLagDays,
      MOST_DAYS,
      measure === 'deliverable' ? 0 : 30,
    ),
    grace: reader.wholeNumber('graceDays', fields.graceDays, MOST_DAYS, 0),
    trajectory: readTrajectory(reader, pointer, faults),
  };
  if (faults.length === before) refuseTarget(target, reader);
  return target;
}

function readBaseline(reader: Reader): Target['baseline'] {
  const { baseline } = reader.fields;
  if (isAbsent(baseline)) return null;
  const inside = reader.inside('baseline', baseline, BASELINE_FIELDS);
  return { value: inside.neededDecimal('value', inside.fields.value), on: inside.day('on', inside.fields.on) };
}

function readTrajectory(reader: Reader, pointer: string, faults: Fault[]): Target['trajectory'] {
  const { trajectory } = reader.fields;
  if (isAbsent(trajectory)) return null;
  return reader.list('trajectory', trajectory, MOST_FIGURES).map((point, at) => {
    const inside = new Reader(point, `${pointer}/trajectory`, faults, POINT_FIELDS, at);
    const { on, share } = inside.fields;
    return { on: inside.neededDay('on', on), share: inside.neededDecimal('share', share) };
  });
}

/** What rules §1 refuses of a target whose fields are well formed, each at its field. */
function refuseTarget(target: Target, reader: Reader): void {
  const { comparator, value, upper, measure, aggregate, start, due, baseline, trajectory } = target;
  const isFixed = target.closes === 'fixed';
  const isWindowed = aggregate === 'mean' || aggregate === 'every';
  if ((comparator === 'done') !== (measure === 'deliverable')) {
    reader.refuse('comparator', 'comparator_measure', 'done goes with a deliverable, and only with it');
  }
  if ((measure === 'level') !== (aggregate !== null)) {
    reader.refuse('aggregate', 'aggregate', 'a level needs an aggregate, and nothing else has one');
  }
  if (comparator === 'between' && (upper === null || (value !== null && upper < value))) {
    reader.refuse('upper', 'upper', 'between needs an upper that is not below value');
  }
  if (comparator === 'about' && (target.tolerance === null || target.tolerance < 0n)) {
    reader.refuse('tolerance', 'tolerance', 'about needs a tolerance of 0 or more');
  }
  if (comparator !== 'about' && target.missAllowed !== 'none') {
    reader.refuse('missAllowed', 'miss_allowed', 'only about has a side on which missing is allowed');
  }
  if (start !== null && due !== null && due < start) reader.refuse('due', 'due_before_start', 'is before start');
  if (measure === 'flow' && isFloor(target) && value !== null && value <= 0n) {
    reader.refuse('value', 'floor_not_above_zero', 'a count that is to be reached must be above 0');
  }
  if (baseline !== null && baseline.value === value) {
    reader.refuseAt('baseline/value', 'baseline_equals_value', 'its value is the promised value');
  }
  if (baseline !== null && baseline.on !== null && due !== null && baseline.on >= due) {
    reader.refuseAt('baseline/on', 'baseline_not_before_due', 'its day is not before due');
  }
  if (trajectory !== null) refuseTrajectory(target, trajectory, reader);
  if (target.cadence !== null && start === null) {
    reader.refuse('cadence', 'cadence_without_start', 'a cadence needs a start');
  }
  if (!isFixed && (isWindowed || (measure === 'flow' && !isFloor(target)))) {
    reader.refuse('closes', 'cannot_stay_open', 'nothing can deliver this late: it must be fixed');
  }
  if (isFixed && measure === 'deliverable') {
    reader.refuse('closes', 'cannot_be_fixed', 'a deliverable can always come late: it must be open');
  }
  if ((isFixed || isWindowed) && (start === null || due === null)) {
    reader.refuse(start === null ? 'start' : 'due', 'window_needed', 'a fixed window needs start and due');
  }
}

function refuseTrajectory(target: Target, trajectory: NonNullable<Target['trajectory']>, reader: Reader): void {
  const { start, due } = target;
  if (start === null || due === null) {
    reader.refuse('trajectory', 'trajectory_without_window', 'a trajectory needs start and due');
    return;
  }
  let on = originOf(target)!;
  let share: Amount | null = null;
  for (const [at, point] of trajectory.entries()) {
    const field = (name: string): string => `trajectory/${at}/${name}`;
    if (point.on <= on) reader.refuseAt(field('on'), 'trajectory_day', 'days rise, and begin after the origin');
    if (point.on > due) reader.refuseAt(field('on'), 'trajectory_day', 'is past due');
    if (point.share < 0n || point.share > ONE) reader.refuseAt(field('share'), 'trajectory_share', 'is outside 0 to 1');
    if (share !== null && point.share <= share) reader.refuseAt(field('share'), 'trajectory_share', 'shares rise');
    on = point.on;
    share = point.share;
  }
}

function readFigures(input: readonly unknown[], target: Target, pointer: string, faults: Fault[]): Figure[] {
  if (input.length > MOST_FIGURES) {
    faults.push({ pointer, code: 'too_many', message: `has more than ${MOST_FIGURES} items` });
    return [];
  }
  const figures: Figure[] = [];
  const readers: Reader[] = [];
  for (let order = 0; order < input.length; order += 1) {
    const reader = new Reader(input[order], pointer, faults, FIGURE_FIELDS, order);
    figures.push(readFigure(reader, order, target, faults));
    readers.push(reader);
  }
  refuseLinks(figures, readers);
  return figures;
}

function readFigure(reader: Reader, order: number, target: Target, faults: readonly Fault[]): Figure {
  const before = faults.length;
  const { fields } = reader;
  const figure: Figure = {
    order,
    id: reader.text('id', fields.id, 200),
    supersedes: reader.text('supersedes', fields.supersedes, 200),
    publisherClass: reader.word('publisherClass', fields.publisherClass, PUBLISHER_CLASSES, 'government'),
    form: reader.neededWord('form', fields.form, FORMS),
    periodStart: reader.day('periodStart', fields.periodStart),
    periodEnd: reader.neededDay('periodEnd', fields.periodEnd),
    value: reader.decimal('value', fields.value),
    bound: reader.word('bound', fields.bound, BOUNDS, 'exact'),
    standing: reader.word('standing', fields.standing, STANDINGS, 'final'),
    statedShare: reader.decimal('statedShare', fields.statedShare),
    claim: reader.word('claim', fields.claim, CLAIMS, null),
    publishedOn: reader.neededDay('publishedOn', fields.publishedOn),
  };
  if (faults.length > before) return figure;
  if ((target.measure === 'flow') === (figure.form === 'level')) {
    reader.refuse('form', 'form_does_not_fit', 'a flow takes increments and running totals, everything else levels');
  }
  if (figure.form === 'increment' && figure.periodStart === null) {
    reader.refuse('periodStart', 'missing', 'an increment needs its first day');
  }
  if (figure.periodStart !== null && figure.periodStart > figure.periodEnd) {
    reader.refuse('periodStart', 'period', 'is after periodEnd');
  }
  return figure;
}

/** Two figures with one id, and what a figure may supersede. */
function refuseLinks(figures: readonly Figure[], readers: readonly Reader[]): void {
  const byId = new Map<string, Figure>();
  for (const figure of figures) {
    if (figure.id === null) continue;
    if (byId.has(figure.id)) readers[figure.order]!.refuse('id', 'id_taken', 'another figure has this id');
    else byId.set(figure.id, figure);
  }
  const settled = new Set<Figure>();
  for (const figure of figures) {
    if (figure.supersedes === null) continue;
    const reader = readers[figure.order]!;
    const earlier = byId.get(figure.supersedes);
    if (earlier === undefined) reader.refuse('supersedes', 'supersedes_nothing', 'names no figure');
    else if (earlier === figure) reader.refuse('supersedes', 'supersedes_itself', 'names the figure itself');
    else if (earlier.publisherClass !== figure.publisherClass) {
      reader.refuse('supersedes', 'supersedes_other_class', 'names a figure of another publisher class');
    } else if (runsInCircle(figure, byId, settled)) {
      reader.refuse('supersedes', 'supersedes_circle', 'runs in a circle');
    }
  }
}

/** Follows what a figure supersedes; `settled` remembers figures known to lead out, so that each link is walked once. */
function runsInCircle(figure: Figure, byId: ReadonlyMap<string, Figure>, settled: Set<Figure>): boolean {
  const path = new Set<Figure>();
  for (
    let at: Figure | undefined = figure;
    at !== undefined && !settled.has(at);
    at = at.supersedes === null ? undefined : byId.get(at.supersedes)
  ) {
    if (path.has(at)) return true;
    path.add(at);
  }
  for (const walked of path) settled.add(walked);
  return false;
}
