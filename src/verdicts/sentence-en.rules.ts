import type { DayNumber } from '../clock/calendar.rules.js';
import type { Judgement } from './judge.rules.js';
import type { Window } from './periods.rules.js';
import { dateEn, daysEn } from './printing.rules.js';
import type { Target } from './target.rules.js';
import type { Told } from './told.rules.js';

/** The English sentence. */
export function english(told: Told): string {
  const names = (told.wording.assumed ?? []).map((field) => FIELD_EN[field] ?? field);
  const assumed = names.length ? ` Assumed, not stated by the source: ${names.join(', ')}.` : '';
  return `${recordEn(told)}${standingEn(told)}${assumed}`;
}

function recordEn(told: Told): string {
  const { achieved, share, value } = told;
  const { evidence, delivered } = told.judgement;
  const { unitEn } = told.wording;
  const { target, coveredTo, total, levels, window, known } = evidence;
  const unit = unitEn ? (unitEn === '%' ? ' %' : ` ${unitEn}`) : '';
  const promise = promiseEn(told, unit);
  const to = coveredTo === null ? '' : ` by ${dateEn(coveredTo)}`;
  if (target.measure === 'deliverable') {
    if (delivered.metOn !== null) return `On record as delivered on ${dateEn(delivered.metOn)}.`;
    return known.all.length > 0 ? 'On record as under way, not as delivered.' : 'No figure is on record.';
  }
  if (target.value === null) {
    const amount = achieved === null ? '' : `${achieved}${unit}${to}. `;
    if (share !== null) return `${amount}The promised number is not published; the share stated${to} is ${share} %.`;
    return amount || known.all.length > 0
      ? `${amount}The promised number is not published, nor a share of it.`
      : 'The promised number is not published, and no figure is on record.';
  }
  if (achieved === null) {
    return known.all.length > 0
      ? `On record are words, and no number to hold against ${promise}.`
      : `No figure is on record. Promised: ${promise}.`;
  }
  if (total !== null) {
    const of = target.comparator === 'at_least' ? ` of ${value}${unit}` : `${unit} against ${promise}`;
    return `${achieved}${of}${to}${shareEn(told)}.`;
  }
  if (window !== null) {
    const isMean = target.aggregate === 'mean';
    return `${isMean ? 'A mean of' : 'Latest'} ${achieved}${unit}${to} (${countEn(target, window)}), against ${promise}.`;
  }
  const latest = levels.at(-1)!;
  return `${achieved}${unit} on ${dateEn(delivered.metOn ?? latest.periodEnd)}, against ${promise}${shareEn(told)}.`;
}

/** How many figures speak: a mean that was published for the whole window speaks for itself. */
function countEn({ aggregate }: Target, { used, whole, periods }: Window): string {
  if (aggregate === 'mean' && whole !== null) return 'published for the whole window';
  return periods === null ? `${used.length} on record` : `${used.length} of ${periods} periods on record`;
}

function standingEn({ judgement, headline, need, requiredMean }: Told): string {
  const { evidence, delivered, timeliness } = judgement;
  const { target, known, coveredTo } = evidence;
  const { due, lag, grace } = target;
  switch (headline) {
    case 'met':
    case 'exceeded':
      return ` ${headline === 'met' ? 'Reached' : 'More than promised, reached'} on ${dateEn(delivered.metOn!)}${timedEn(judgement)}.`;
    case 'claimed': {
      const claim = known.claims.at(-1);
      if (claim === undefined) return ' Said to be met, without a number to check.';
      return ` Said to be ${claim.claim === 'exceeded' ? 'exceeded' : 'met'}, in words of ${dateEn(claim.periodEnd)}, without a number to check.`;
    }
    case 'breached':
      return ' A line that was to be held has been crossed.';
    case 'missed':
      if (due === null) return ' The final record falls short.';
      return ` The window closed on ${dateEn(due)}, and the final record falls short.`;
    case 'overdue':
    case 'long_overdue':
      if (target.measure === 'deliverable') return ` It was due ${dateEn(due!)}; it is not on record as delivered.`;
      return ` It was due ${dateEn(due!)}; what is on record falls short.`;
    case 'unreported':
      return ` It was due ${dateEn(due!)}; nothing on record says whether it was reached.`;
    case 'awaiting_figures':
      return ` It was due ${dateEn(due!)}; the final figure is expected by ${dateEn(due! + lag)}.`;
    case 'in_grace':
      return ` It was due ${dateEn(due!)} and is in legal grace until ${dateEn(due! + grace)}.`;
    case 'stale':
      return coveredTo === null
        ? ' Figures were expected and none is on record.'
        : ` Nothing newer than ${dateEn(coveredTo)} is on record, though it was expected.`;
    case 'not_assessable':
      return ' Nobody can hold this promise against a number.';
    case 'contested':
      return ' Publishers lead to different answers, and nobody has decided yet.';
    case 'withdrawn':
      return ' The promise was withdrawn; it still counts in every total.';
    default:
      return `${dueEn(due, timeliness)}${needEn(need, requiredMean)}`;
  }
}

function timedEn({ evidence, delivered, timeliness }: Judgement): string {
  const days = evidence.target.due === null ? 0 : evidence.target.due - delivered.metOn!;
  if (timeliness === 'met_early') return `, ${daysEn(days)} before its due day`;
  if (timeliness === 'met_late') return `, ${daysEn(-days)} late`;
  return timeliness === 'met_on_time' ? ', on time' : '';
}

function dueEn(due: DayNumber | null, timeliness: Judgement['timeliness']): string {
  if (due === null) return ' It has no due day.';
  return timeliness === 'not_due' || timeliness === 'due_soon' ? ` Due ${dateEn(due)}.` : '';
}

const PERIOD_EN: Record<number, string> = { 1: 'month', 3: 'quarter', 6: 'half-year', 12: 'year' };

function needEn(need: Told['need'], requiredMean: string | null): string {
  if (need !== null) {
    const best = need.best === null ? '' : `; best so far ${need.best}`;
    return ` To make it: ${need.perPeriod} a ${PERIOD_EN[need.months]} from now${best}.`;
  }
  return requiredMean === null ? '' : ` To make it, the remaining periods must average ${requiredMean}.`;
}

function shareEn({ share, expectedShare }: Told): string {
  if (share === null) return '';
  return expectedShare === null ? `: ${share} %` : `: ${share} % where ${expectedShare} % was due`;
}

function promiseEn({ judgement, value, upper, tolerance }: Told, unit: string): string {
  switch (judgement.evidence.target.comparator) {
    case 'at_least':
      return `at least ${value}${unit}`;
    case 'more_than':
      return `more than ${value}${unit}`;
    case 'at_most':
      return `at most ${value}${unit}`;
    case 'less_than':
      return `under ${value}${unit}`;
    case 'between':
      return `between ${value} and ${upper}${unit}`;
    case 'about':
      return `about ${value}${unit} (± ${tolerance})`;
    case 'done':
      return 'delivered';
  }
}

/** Fields of a version as English words, for what is assumed. */
const FIELD_EN: Record<string, string> = {
  comparator: 'how it is compared',
  value: 'the number',
  upper: 'the upper limit',
  tolerance: 'the tolerance',
  missAllowed: 'the side on which missing is allowed',
  measure: 'how it is measured',
  aggregate: 'how it is read',
  start: 'the first day',
  due: 'the due day',
  closes: 'whether it can come late',
  baseline: 'the baseline',
  cadence: 'how often figures come',
  publicationLagDays: 'the publication lag',
  graceDays: 'the grace',
  trajectory: 'the path',
  announcedOn: 'the day of announcement',
};
