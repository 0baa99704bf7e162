import type { DayNumber } from '../clock/calendar.rules.js';
import type { Ratio } from './amount.rules.js';
import { shareOf, type Judgement } from './judge.rules.js';
import type { Need } from './need.rules.js';
import type { Window } from './periods.rules.js';
import { amountText, dateEn, daysEn, meanText, number, numberUp, percent } from './printing.rules.js';
import type { Wording } from './sentence.rules.js';
import type { Target } from './target.rules.js';
import type { Headline } from './words.rules.js';

/** The English sentence. */
export function english(judgement: Judgement, headline: Headline, wording: Wording, need: Need | null): string {
  const names = (wording.assumed ?? []).map((field) => FIELD_EN[field] ?? field);
  const assumed = names.length ? ` Assumed, not stated by the source: ${names.join(', ')}.` : '';
  return `${recordEn(judgement, wording)}${standingEn(judgement, headline, need)}${assumed}`;
}

function recordEn({ evidence, delivered, paced }: Judgement, { unitEn }: Wording): string {
  const { target, coveredTo, total, levels, window, known } = evidence;
  const unit = unitEn ? (unitEn === '%' ? ' %' : ` ${unitEn}`) : '';
  const promise = promiseEn(target, unit);
  const to = coveredTo === null ? '' : ` by ${dateEn(coveredTo)}`;
  if (target.measure === 'deliverable') {
    if (delivered.metOn !== null) return `On record as delivered on ${dateEn(delivered.metOn)}.`;
    return known.all.length > 0 ? 'On record as under way, not as delivered.' : 'No figure is on record.';
  }
  if (target.value === null) {
    const share = shareOf(evidence, null);
    const amount = delivered.achieved === null ? '' : `${number(delivered.achieved)}${unit}${to}. `;
    if (share !== null)
      return `${amount}The promised number is not published; the share stated${to} is ${percentEn(share)}.`;
    return amount || known.all.length > 0
      ? `${amount}The promised number is not published, nor a share of it.`
      : 'The promised number is not published, and no figure is on record.';
  }
  if (delivered.achieved === null) {
    return known.all.length > 0
      ? `On record are words, and no number to hold against ${promise}.`
      : `No figure is on record. Promised: ${promise}.`;
  }
  const share = shareOf(evidence, delivered.achieved);
  if (total !== null) {
    const of =
      target.comparator === 'at_least' ? ` of ${amountText(target.value)}${unit}` : `${unit} against ${promise}`;
    return `${number(delivered.achieved)}${of}${to}${shareEn(share, paced.expectedShare)}.`;
  }
  if (window !== null) {
    const isMean = target.aggregate === 'mean';
    const said = isMean ? meanText(delivered.achieved, target.value) : number(delivered.achieved);
    return `${isMean ? 'A mean of' : 'Latest'} ${said}${unit}${to} (${countEn(target, window)}), against ${promise}.`;
  }
  const latest = levels.at(-1)!;
  return `${number(delivered.achieved)}${unit} on ${dateEn(delivered.metOn ?? latest.periodEnd)}, against ${promise}${shareEn(share, paced.expectedShare)}.`;
}

/** How many figures speak: a mean that was published for the whole window speaks for itself. */
function countEn({ aggregate }: Target, { used, whole, periods }: Window): string {
  if (aggregate === 'mean' && whole !== null) return 'published for the whole window';
  return periods === null ? `${used.length} on record` : `${used.length} of ${periods} periods on record`;
}

function standingEn(judgement: Judgement, headline: Headline, need: Need | null): string {
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
      return `${dueEn(due, timeliness)}${needEn(judgement, need)}`;
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

function needEn(judgement: Judgement, need: Need | null): string {
  if (need !== null) {
    const best = need.best === null ? '' : `; best so far ${number(need.best, 1)}`;
    return ` To make it: ${numberUp(need.perPeriod)} a ${PERIOD_EN[need.months]} from now${best}.`;
  }
  const { requiredMean } = judgement.paced;
  return requiredMean === null ? '' : ` To make it, the remaining periods must average ${number(requiredMean, 3)}.`;
}

function shareEn(share: Ratio | null, expected: Ratio | null): string {
  if (share === null) return '';
  return expected === null ? `: ${percentEn(share)}` : `: ${percentEn(share)} where ${percentEn(expected)} was due`;
}

function promiseEn(target: Target, unit: string): string {
  const value = target.value === null ? '' : amountText(target.value);
  switch (target.comparator) {
    case 'at_least':
      return `at least ${value}${unit}`;
    case 'more_than':
      return `more than ${value}${unit}`;
    case 'at_most':
      return `at most ${value}${unit}`;
    case 'less_than':
      return `under ${value}${unit}`;
    case 'between':
      return `between ${value} and ${amountText(target.upper!)}${unit}`;
    case 'about':
      return `about ${value}${unit} (± ${amountText(target.tolerance!)})`;
    case 'done':
      return 'delivered';
  }
}

function percentEn(share: Ratio): string {
  return `${percent(share)} %`;
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
