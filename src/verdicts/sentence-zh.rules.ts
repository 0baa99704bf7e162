import type { DayNumber } from '../clock/calendar.rules.js';
import type { Judgement } from './judge.rules.js';
import type { Window } from './periods.rules.js';
import { dateZh } from './printing.rules.js';
import type { Target } from './target.rules.js';
import type { Told } from './told.rules.js';

/** The Chinese sentence. */
export function chinese(told: Told): string {
  const names = (told.wording.assumed ?? []).map((field) => FIELD_ZH[field] ?? field);
  const assumed = names.length ? `推定而来源未写明：${names.join('、')}。` : '';
  return `${recordZh(told)}${standingZh(told)}${assumed}`;
}

function recordZh(told: Told): string {
  const { achieved, share, value } = told;
  const { evidence, delivered } = told.judgement;
  const { unitZh } = told.wording;
  const { target, coveredTo, total, levels, window, known } = evidence;
  const unit = unitZh ?? '';
  const promise = promiseZh(told, unit);
  const to = coveredTo === null ? '' : `到${dateZh(coveredTo)}`;
  if (target.measure === 'deliverable') {
    if (delivered.metOn !== null) return `记录显示已于${dateZh(delivered.metOn)}完成。`;
    return known.all.length > 0 ? '记录显示正在进行，尚未记录完成。' : '没有记录到数字。';
  }
  if (target.value === null) {
    const amount = achieved === null ? '' : `${to}${achieved}${unit}。`;
    if (share !== null) return `${amount}承诺的数字没有公布；公布的完成比例是${share}%${to ? `（${to}）` : ''}。`;
    return amount || known.all.length > 0
      ? `${amount}承诺的数字没有公布，完成比例也没有公布。`
      : '承诺的数字没有公布，也没有记录到数字。';
  }
  if (achieved === null) {
    return known.all.length > 0
      ? `只有文字记录，没有可对照的数字；承诺${promise}。`
      : `没有记录到数字；承诺${promise}。`;
  }
  if (total !== null) {
    const of = target.comparator === 'at_least' ? `${achieved}/${value}${unit}` : `${achieved}${unit}，承诺${promise}`;
    return `${to}${of}${shareZh(told)}。`;
  }
  if (window !== null) {
    const isMean = target.aggregate === 'mean';
    return `${to}${isMean ? '平均' : '最近一期'}${achieved}${unit}（${countZh(target, window)}），承诺${promise}。`;
  }
  const latest = levels.at(-1)!;
  return `${dateZh(delivered.metOn ?? latest.periodEnd)}为${achieved}${unit}，承诺${promise}${shareZh(told)}。`;
}

/** How many figures speak: a mean that was published for the whole window speaks for itself. */
function countZh({ aggregate }: Target, { used, whole, periods }: Window): string {
  if (aggregate === 'mean' && whole !== null) return '公布的全期平均';
  return periods === null ? `已记录${used.length}期` : `已记录${periods}期中的${used.length}期`;
}

function standingZh({ judgement, headline, need, requiredMean }: Told): string {
  const { evidence, delivered, timeliness } = judgement;
  const { target, known, coveredTo } = evidence;
  const { due, lag, grace } = target;
  switch (headline) {
    case 'met':
    case 'exceeded':
      return `${headline === 'met' ? '于' : '超过承诺，于'}${dateZh(delivered.metOn!)}达到${timedZh(judgement)}。`;
    case 'claimed': {
      const claim = known.claims.at(-1);
      if (claim === undefined) return '有说法称已完成，没有可核对的数字。';
      return `${dateZh(claim.periodEnd)}的说法是${claim.claim === 'exceeded' ? '超额完成' : '已完成'}，没有可核对的数字。`;
    }
    case 'breached':
      return '要守住的线已被越过。';
    case 'missed':
      if (due === null) return '最终记录没有达到承诺。';
      return `期限${dateZh(due)}已过，最终记录没有达到承诺。`;
    case 'overdue':
    case 'long_overdue':
      if (target.measure === 'deliverable') return `期限${dateZh(due!)}已过，没有记录到完成。`;
      return `期限${dateZh(due!)}已过，记录中的数字没有达到承诺。`;
    case 'unreported':
      return `期限${dateZh(due!)}已过，记录里没有能说明是否达到的数字。`;
    case 'awaiting_figures':
      return `期限${dateZh(due!)}已过，最终数字应在${dateZh(due! + lag)}前公布。`;
    case 'in_grace':
      return `期限${dateZh(due!)}已过，法定宽限到${dateZh(due! + grace)}。`;
    case 'stale':
      return coveredTo === null ? '该有的数字没有记录到。' : `该有新数字了，记录只到${dateZh(coveredTo)}。`;
    case 'not_assessable':
      return '这项承诺没有可以对照的数字。';
    case 'contested':
      return '不同来源得出不同结论，还没有人裁定。';
    case 'withdrawn':
      return '承诺已撤回，总数里仍然算它。';
    default:
      return `${dueZh(due, timeliness)}${needZh(need, requiredMean)}`;
  }
}

function timedZh({ evidence, delivered, timeliness }: Judgement): string {
  const days = evidence.target.due === null ? 0 : evidence.target.due - delivered.metOn!;
  if (timeliness === 'met_early') return `，提前${days}天`;
  if (timeliness === 'met_late') return `，迟${-days}天`;
  return timeliness === 'met_on_time' ? '，按期' : '';
}

function dueZh(due: DayNumber | null, timeliness: Judgement['timeliness']): string {
  if (due === null) return '没有期限。';
  return timeliness === 'not_due' || timeliness === 'due_soon' ? `期限${dateZh(due)}。` : '';
}

const PERIOD_ZH: Record<number, string> = { 1: '月', 3: '季度', 6: '半年', 12: '年' };
const BEST_ZH: Record<number, string> = { 1: '一个月', 3: '一个季度', 6: '一个半年', 12: '一年' };

function needZh(need: Told['need'], requiredMean: string | null): string {
  if (need !== null) {
    const best = need.best === null ? '' : `，至今最好${BEST_ZH[need.months]}${need.best}`;
    return `要按期完成，今后每${PERIOD_ZH[need.months]}需${need.perPeriod}${best}。`;
  }
  return requiredMean === null ? '' : `要按期完成，余下各期平均须为${requiredMean}。`;
}

function shareZh({ share, expectedShare }: Told): string {
  if (share === null) return '';
  return expectedShare === null ? `：完成${share}%` : `：完成${share}%，按进度应为${expectedShare}%`;
}

function promiseZh({ judgement, value, upper, tolerance }: Told, unit: string): string {
  switch (judgement.evidence.target.comparator) {
    case 'at_least':
      return `至少${value}${unit}`;
    case 'more_than':
      return `超过${value}${unit}`;
    case 'at_most':
      return `不超过${value}${unit}`;
    case 'less_than':
      return `低于${value}${unit}`;
    case 'between':
      return `在${value}${unit}～${upper}${unit}之间`;
    case 'about':
      return `约${value}${unit}（±${tolerance}）`;
    case 'done':
      return '完成';
  }
}

const FIELD_ZH: Record<string, string> = {
  comparator: '比较方式',
  value: '数值',
  upper: '上限',
  tolerance: '容差',
  missAllowed: '可偏离的一侧',
  measure: '口径',
  aggregate: '取值方式',
  start: '起始日',
  due: '期限',
  closes: '是否可补交',
  baseline: '基数',
  cadence: '报数周期',
  publicationLagDays: '公布时滞',
  graceDays: '宽限',
  trajectory: '进度安排',
  announcedOn: '公布日',
};
