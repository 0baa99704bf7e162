import type {
  Aggregate,
  Bound,
  Cadence,
  Claim,
  Closes,
  Confidence,
  Delivery,
  FigureStanding,
  Form,
  Freshness,
  Goalpost,
  Headline,
  Measure,
  Pace,
  PublisherClass,
  Timeliness,
} from '../verdicts/words.rules.js';
import { HEADLINES } from '../verdicts/words.rules.js';
import type { Words } from './language.rules.js';

/** The words a reader sees for the closed sets of the rules. Pages, mails and charts take them from here only. */

/** The five tones, in the order in which every page shows them. Colour means tone and nothing else. */
export const TONES = ['bad', 'slow', 'dim', 'good', 'none'] as const;
export type Tone = (typeof TONES)[number];

export const TONE_WORDS: Record<Tone, Words> = {
  bad: { zh: '逾期或未兑现', en: 'Overdue or not kept' },
  slow: { zh: '进度落后', en: 'Behind' },
  dim: { zh: '说不清', en: 'Unclear' },
  good: { zh: '兑现或正常', en: 'Kept or on course' },
  none: { zh: '尚不能评', en: 'Not judged' },
};

export type HeadlineWords = Words & {
  tone: Tone;
  /** in a cell of 24 px: one Han character, two letters */
  sign: Words;
  /** what the headline means, in one sentence */
  line: Words;
};

export const HEADLINE_WORDS: Record<Headline, HeadlineWords> = {
  contested: {
    tone: 'dim',
    sign: { zh: '争', en: 'Co' },
    zh: '有争议',
    en: 'Contested',
    line: {
      zh: '不同来源得出不同结论，还没有人裁定。',
      en: 'Sources lead to different answers and nobody has decided yet.',
    },
  },
  missed: {
    tone: 'bad',
    sign: { zh: '未', en: 'Mi' },
    zh: '未兑现',
    en: 'Missed',
    line: {
      zh: '期限已过，最终数字没有达到承诺，也不能再补。',
      en: 'The final figure fell short and the window is closed for good.',
    },
  },
  breached: {
    tone: 'bad',
    sign: { zh: '破', en: 'Br' },
    zh: '破线',
    en: 'Breached',
    line: {
      zh: '说好守住的线被越过了，之后再好也抹不掉。',
      en: 'A line that was to be held was crossed; later figures cannot undo it.',
    },
  },
  long_overdue: {
    tone: 'bad',
    sign: { zh: '久', en: 'Lo' },
    zh: '逾期已久',
    en: 'Long overdue',
    line: {
      zh: '期限过了很久，记录里仍没有完成的证据；以后仍可补交。',
      en: 'Long past its due day, and nothing on record shows that it was reached; it can be delivered late.',
    },
  },
  overdue: {
    tone: 'bad',
    sign: { zh: '逾', en: 'Ov' },
    zh: '逾期',
    en: 'Overdue',
    line: {
      zh: '期限已过，记录里还没有完成的证据；以后仍可补交。',
      en: 'Past its due day, and nothing on record shows that it was reached; it can still be delivered late.',
    },
  },
  unreported: {
    tone: 'dim',
    sign: { zh: '缺', en: 'Un' },
    zh: '期后无记录',
    en: 'Nothing on record',
    line: {
      zh: '期限已过，这里没有能说明成败的记录；不等于没有做。',
      en: 'Past its due day with nothing on record here that says either way; this is not to say that nothing was done.',
    },
  },
  stale: {
    tone: 'dim',
    sign: { zh: '旧', en: 'St' },
    zh: '数据陈旧',
    en: 'Stale',
    line: {
      zh: '该来的新数字没有来，只知道较早的情形。',
      en: 'New figures were expected and did not come; only an older state is known.',
    },
  },
  far_behind: {
    tone: 'slow',
    sign: { zh: '滞', en: 'Fb' },
    zh: '严重滞后',
    en: 'Far behind',
    line: { zh: '照最近的数字，按期完成很难。', en: 'On the latest figures it will be hard to reach in time.' },
  },
  behind: {
    tone: 'slow',
    sign: { zh: '慢', en: 'Be' },
    zh: '慢于进度',
    en: 'Behind',
    line: { zh: '比按期完成应有的进度慢。', en: 'Slower than the pace that would reach it in time.' },
  },
  in_grace: {
    tone: 'slow',
    sign: { zh: '宽', en: 'Gr' },
    zh: '宽限期内',
    en: 'In grace',
    line: {
      zh: '期限已过，法律给的宽限还没用完。',
      en: 'Past its due day, within the extra days that a law grants.',
    },
  },
  awaiting_figures: {
    tone: 'none',
    sign: { zh: '待', en: 'Aw' },
    zh: '等待数据',
    en: 'Awaiting figures',
    line: {
      zh: '期限已过，最终数字还没到公布的时候。',
      en: 'The due day has passed; the final figure is not expected yet.',
    },
  },
  no_figures: {
    tone: 'none',
    sign: { zh: '无', en: 'Nf' },
    zh: '尚无数据',
    en: 'No figures yet',
    line: {
      zh: '还没到期（或没有期限），也没有看到任何数字。',
      en: 'Not due yet (or no due day), and no figure seen so far.',
    },
  },
  in_progress: {
    tone: 'none',
    sign: { zh: '进', en: 'Ip' },
    zh: '进行中',
    en: 'In progress',
    line: {
      zh: '已有动作或数字，还不能判断快慢。',
      en: 'There is movement, but not enough to judge the pace.',
    },
  },
  claimed: {
    tone: 'dim',
    sign: { zh: '称', en: 'Cl' },
    zh: '自称完成',
    en: 'Claimed',
    line: {
      zh: '官方说完成或超额了，但没有给出可核对的数字。',
      en: 'Officials say it is done or exceeded, without a number to check.',
    },
  },
  on_track: {
    tone: 'good',
    sign: { zh: '按', en: 'Ot' },
    zh: '按进度',
    en: 'On track',
    line: { zh: '照最近的数字，能按期完成。', en: 'On the latest figures it will be reached in time.' },
  },
  holding: {
    tone: 'good',
    sign: { zh: '达', en: 'Ho' },
    zh: '目前达标',
    en: 'Holding',
    line: { zh: '现在符合承诺，到期那天才算数。', en: 'Complies today; what counts is the due day.' },
  },
  ahead: {
    tone: 'good',
    sign: { zh: '快', en: 'Ah' },
    zh: '快于进度',
    en: 'Ahead',
    line: { zh: '比按期完成所需的进度快。', en: 'Faster than the pace that is needed.' },
  },
  met: {
    tone: 'good',
    sign: { zh: '兑', en: 'Me' },
    zh: '已兑现',
    en: 'Met',
    line: { zh: '公布的数字达到了承诺。', en: 'The published figures reach what was promised.' },
  },
  exceeded: {
    tone: 'good',
    sign: { zh: '超', en: 'Ex' },
    zh: '超额兑现',
    en: 'Exceeded',
    line: { zh: '公布的数字超过了承诺。', en: 'The published figures go beyond what was promised.' },
  },
  not_assessable: {
    tone: 'none',
    sign: { zh: '难', en: 'Na' },
    zh: '难以评判',
    en: 'Not assessable',
    line: {
      zh: '承诺没有给出可以对照的数字，谁也无法判断。',
      en: 'The promise gives nothing to measure against, so it cannot be judged.',
    },
  },
  withdrawn: {
    tone: 'none',
    sign: { zh: '撤', en: 'Wi' },
    zh: '已撤回',
    en: 'Withdrawn',
    line: {
      zh: '政府放弃了这项承诺；总数里仍然算它。',
      en: 'The government dropped it; it still counts in every total.',
    },
  },
};

/** The headlines of a tone, worst first. */
export function headlinesOf(tone: Tone): Headline[] {
  return HEADLINES.filter((headline) => HEADLINE_WORDS[headline].tone === tone);
}

export const AXES = ['delivery', 'timeliness', 'pace', 'freshness', 'confidence', 'goalpost'] as const;
export type Axis = (typeof AXES)[number];

export const AXIS_WORDS: Record<Axis, Words & { asks: Words }> = {
  delivery: { zh: '兑现', en: 'Delivery', asks: { zh: '做到了吗？', en: 'Is it done?' } },
  timeliness: { zh: '时限', en: 'Deadline', asks: { zh: '到期了吗，晚了吗？', en: 'Is it due, is it late?' } },
  pace: { zh: '进度', en: 'Pace', asks: { zh: '照这样能按期吗？', en: 'At this pace, in time?' } },
  freshness: { zh: '数据', en: 'Data', asks: { zh: '数字新吗？', en: 'Is the data recent?' } },
  confidence: { zh: '佐证', en: 'Confidence', asks: { zh: '谁说的？', en: 'Who says so?' } },
  goalpost: {
    zh: '改动',
    en: 'Changes to the promise',
    asks: { zh: '承诺改过吗？', en: 'Was it changed?' },
  },
};

/** Values that are also headlines use the headline's word. */
export const DELIVERY_WORDS: Record<Delivery, Words> = {
  no_figures: HEADLINE_WORDS.no_figures,
  in_progress: HEADLINE_WORDS.in_progress,
  holding: HEADLINE_WORDS.holding,
  met: HEADLINE_WORDS.met,
  exceeded: HEADLINE_WORDS.exceeded,
  claimed: HEADLINE_WORDS.claimed,
  missed: HEADLINE_WORDS.missed,
  breached: HEADLINE_WORDS.breached,
  not_assessable: HEADLINE_WORDS.not_assessable,
};

export const TIMELINESS_WORDS: Record<Timeliness, Words> = {
  no_deadline: { zh: '没有期限', en: 'No deadline' },
  not_due: { zh: '未到期', en: 'Not due' },
  due_soon: { zh: '30天内到期', en: 'Due within 30 days' },
  closed: { zh: '已结束', en: 'Closed' },
  met_early: { zh: '提前', en: 'Early' },
  met_on_time: { zh: '按期', en: 'On time' },
  met_late: { zh: '迟到', en: 'Late' },
  awaiting_figures: HEADLINE_WORDS.awaiting_figures,
  unreported: HEADLINE_WORDS.unreported,
  in_grace: HEADLINE_WORDS.in_grace,
  overdue: HEADLINE_WORDS.overdue,
  long_overdue: HEADLINE_WORDS.long_overdue,
};

export const PACE_WORDS: Record<Pace, Words> = {
  not_applicable: { zh: '不适用', en: 'Does not apply' },
  unknown: { zh: '无从判断', en: 'Cannot tell' },
  too_early: { zh: '为时尚早', en: 'Too early to say' },
  far_behind: HEADLINE_WORDS.far_behind,
  behind: HEADLINE_WORDS.behind,
  on_track: HEADLINE_WORDS.on_track,
  ahead: HEADLINE_WORDS.ahead,
};

export const FRESHNESS_WORDS: Record<Freshness, Words> = {
  closed: { zh: '不再需要', en: 'No longer needed' },
  none: { zh: '还没有', en: 'None yet' },
  fresh: { zh: '及时', en: 'Up to date' },
  due: { zh: '该报了', en: 'Figure due' },
  late: { zh: '迟报', en: 'Late' },
  silent: { zh: '沉默', en: 'Silent' },
};

export const CONFIDENCE_WORDS: Record<Confidence, Words> = {
  single_source: { zh: '只有政府说法', en: 'Government only' },
  corroborated: { zh: '独立来源印证', en: 'Independently confirmed' },
  verified: { zh: '审计核实', en: 'Audited' },
  contested: { zh: '说法不一', en: 'Disputed' },
};

export const GOALPOST_WORDS: Record<Goalpost, Words> = {
  unchanged: { zh: '未改', en: 'Unchanged' },
  eased: { zh: '放宽', en: 'Made easier' },
  tightened: { zh: '收紧', en: 'Made harder' },
  mixed: { zh: '有松有紧', en: 'Both' },
  clarified: { zh: '只是说明', en: 'Clarified' },
};

export const STANDING_WORDS: Record<FigureStanding, Words> = {
  estimate: { zh: '估计', en: 'estimate' },
  provisional: { zh: '初步', en: 'provisional' },
  final: { zh: '正式', en: 'final' },
};

export const FORM_WORDS: Record<Form, Words> = {
  increment: { zh: '当期', en: 'this period' },
  running_total: { zh: '累计', en: 'so far' },
  level: { zh: '时点', en: 'at that day' },
};

export const PUBLISHER_WORDS: Record<PublisherClass, Words> = {
  government: { zh: '政府', en: 'government' },
  auditor: { zh: '审计', en: 'auditor' },
  independent: { zh: '独立', en: 'independent' },
};

export const CLAIM_WORDS: Record<Claim, Words> = {
  met: { zh: '称已完成', en: 'says done' },
  exceeded: { zh: '称已超额', en: 'says exceeded' },
  not_met: { zh: '承认未完成', en: 'admits not done' },
};

export const BOUND_WORDS: Record<Bound, Words> = {
  exact: { zh: '', en: '' },
  about: { zh: '约', en: 'about' },
  over: { zh: '余', en: 'over' },
  nearly: { zh: '近', en: 'nearly' },
  at_least: { zh: '以上', en: 'or more' },
  at_most: { zh: '以内', en: 'or less' },
};

export const MEASURE_WORDS: Record<Measure, Words> = {
  flow: { zh: '累加的数量', en: 'a count that adds up' },
  level: { zh: '水平', en: 'a level' },
  deliverable: { zh: '交付物', en: 'a deliverable' },
};

export const AGGREGATE_WORDS: Record<Aggregate, Words> = {
  last: { zh: '看到期那天', en: 'read on the due day' },
  mean: { zh: '看全期平均', en: 'mean of the window' },
  every: { zh: '每一期都算', en: 'every single period' },
};

export const CLOSES_WORDS: Record<Closes, Words> = {
  open: { zh: '过期仍可补交', en: 'can still be delivered late' },
  fixed: { zh: '过期不补', en: 'belongs to its window' },
};

export const CADENCE_WORDS: Record<Cadence, Words> = {
  monthly: { zh: '每月报数', en: 'reported monthly' },
  quarterly: { zh: '每季报数', en: 'reported quarterly' },
  half_yearly: { zh: '每半年报数', en: 'reported half-yearly' },
  yearly: { zh: '每年报数', en: 'reported yearly' },
};

/** Fields of a version, as named where one is assumed or was changed. */
export const FIELD_WORDS: Record<string, Words> = {
  announcedOn: { zh: '公布日', en: 'day of announcement' },
  comparator: { zh: '比较方式', en: 'comparison' },
  value: { zh: '数字', en: 'number' },
  upper: { zh: '上限', en: 'upper end' },
  tolerance: { zh: '容差', en: 'tolerance' },
  missAllowed: { zh: '哪边不算落空', en: 'side that is no miss' },
  measure: { zh: '量法', en: 'measure' },
  aggregate: { zh: '取值方式', en: 'how it is read' },
  start: { zh: '起始日', en: 'start' },
  due: { zh: '期限', en: 'due day' },
  closes: { zh: '能否补交', en: 'late delivery' },
  baseline: { zh: '起点值', en: 'baseline' },
  cadence: { zh: '报数间隔', en: 'cadence' },
  publicationLagDays: { zh: '公布时滞', en: 'publication lag' },
  graceDays: { zh: '宽限', en: 'grace' },
  trajectory: { zh: '进度表', en: 'trajectory' },
};

export const VERSION_WORDS: Record<'original' | 'amendment' | 'clarification' | 'withdrawal', Words> = {
  original: { zh: '原承诺', en: 'Original' },
  amendment: { zh: '修改', en: 'Amendment' },
  clarification: { zh: '说明', en: 'Clarification' },
  withdrawal: { zh: '撤回', en: 'Withdrawal' },
};

export const CHANGE_WORDS: Record<'ordinary' | 'backfill' | 'correction' | 'rules', Words> = {
  ordinary: { zh: '时间推移或新数字', en: 'time or a new figure' },
  backfill: { zh: '补录', en: 'backfill' },
  correction: { zh: '更正', en: 'correction' },
  rules: { zh: '规则改版', en: 'new rules' },
};

export const BECAUSE_WORDS: Record<'revised' | 'entry_error' | 'recorded_late', Words> = {
  revised: { zh: '发布者改过', en: 'revised by its publisher' },
  entry_error: { zh: '我们录错', en: 'our entry was wrong' },
  recorded_late: { zh: '录入较晚', en: 'recorded late' },
};

export const STAGE_WORDS: Record<'started' | 'completed', Words> = {
  started: { zh: '开工', en: 'started' },
  completed: { zh: '完工', en: 'completed' },
};
