import { parseFigures, parseTarget } from '../verdicts/parse.rules.js';
import { RuleRefusal, type Fault } from '../verdicts/reader.rules.js';
import type { Target } from '../verdicts/target.rules.js';
import type { Bound, Claim, FigureStanding, Form, Measure } from '../verdicts/words.rules.js';

/** What a figure says, as the rules read it. */
export interface Statement {
  periodStart: string | null;
  periodEnd: string;
  form: Form;
  value: string | null;
  bound: Bound;
  standing: FigureStanding;
  statedShare: string | null;
  claim: Claim | null;
  publishedOn: string;
}

/** A promise of each measure, to try a figure against that bears on no promise yet. */
const ANY: Record<Measure, Target> = {
  flow: parseTarget({ measure: 'flow', comparator: 'at_least', value: '1' }),
  level: parseTarget({ measure: 'level', comparator: 'at_least', value: '1', aggregate: 'last' }),
  deliverable: parseTarget({ measure: 'deliverable', comparator: 'done' }),
};

/**
 * What the rules refuse of a figure, each at its field below `at`: its form must fit what the indicator measures, it must
 * say something or say why it cannot, and a share or a claim names its target, and nothing else does.
 */
export function faultsOfFigure(
  figure: Statement & { targetId: string | null; doubt: string | null },
  measure: Measure,
  at: string,
): Fault[] {
  const { periodStart, periodEnd, form, value, bound, standing, statedShare, claim, publishedOn, targetId } = figure;
  const said = { periodStart, periodEnd, form, value, bound, standing, statedShare, claim, publishedOn };
  const faults = faultsOf(() => parseFigures([said], ANY[measure], at), `${at}/0`, at);
  const speaksOfTarget = statedShare !== null || claim !== null;
  if (value === null && !speaksOfTarget && figure.doubt === null) {
    const message = 'a figure has a value, a share or a claim; where the number is lost, a doubt that says so';
    faults.push({ pointer: `${at}/value`, code: 'says_nothing', message });
  }
  if (speaksOfTarget && targetId === null) {
    const message = 'a share or a claim names the target that it speaks of';
    faults.push({ pointer: `${at}/targetId`, code: 'target_needed', message });
  }
  if (!speaksOfTarget && targetId !== null) {
    const message = 'a number speaks of the indicator: only a share or a claim names a target';
    faults.push({ pointer: `${at}/targetId`, code: 'target_not_needed', message });
  }
  return faults;
}

/** The faults that a parser of the rules finds, none where it is content; pointers below `from` are moved to `to`. */
export function faultsOf(parse: () => unknown, from = '', to = ''): Fault[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (!(error instanceof RuleRefusal)) throw error;
    return error.errors.map((fault) => ({ ...fault, pointer: to + fault.pointer.slice(from.length) }));
  }
}
