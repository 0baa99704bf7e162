import { describe, expect, it } from '@jest/globals';
import { ACT, CEILING, FLOOR, LEVEL, MEAN, increment, level, total, type Fields } from '../../test/support/judging.js';
import { dayNumber } from '../clock/calendar.rules.js';
import { ONE } from './amount.rules.js';
import { parseDay, parseFigures, parseQuestion, parseTarget } from './parse.rules.js';
import { RuleRefusal, type Fault } from './reader.rules.js';

/** The faults of a question as `pointer code`; empty when it is taken. */
function faults(question: unknown): string[] {
  return refusedBy(() => parseQuestion(question)).map(({ pointer, code }) => `${pointer} ${code}`);
}

function refusedBy(act: () => unknown): readonly Fault[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof RuleRefusal) return error.errors;
    throw error;
  }
}

const ask = (target: unknown, ...figures: unknown[]): Fields => ({ asOf: '2024-07-01', target, figures });
const june = total('120', '2024-06-30');
const read = level('120', '2024-06-30');
const AS_OF = '2024-07-01';

const link = (id: string | null, supersedes: string | null): Fields => ({ ...june, id, supersedes });
const circle = (at: number): string => `/figures/${at}/supersedes supersedes_circle`;
const EARLY = [{ on: '2023-07-01', share: '0' }];
const points = (...trajectory: unknown[]): Fields => ({ ...FLOOR, trajectory });
const Q1 = '2024-03-31';
const BAND = { ...MEAN, comparator: 'between', upper: '7' };
const ABOUT = { ...MEAN, comparator: 'about', tolerance: '0.2' };
const FIXED = { ...FLOOR, closes: 'fixed' };
const based = (value: string, on: string | null): Fields => ({ ...LEVEL, baseline: { value, on } });
const ramp = (...points: [on: string, share: string][]): Fields => ({
  ...FLOOR,
  trajectory: points.map(([on, share]) => ({ on, share })),
});

describe('a target is refused', () => {
  it.each<[why: string, target: Fields, fault: string]>([
    ['done without deliverable', { ...FIXED, comparator: 'done' }, '/target/comparator comparator_measure'],
    ['deliverable without done', { ...ACT, comparator: 'at_least' }, '/target/comparator comparator_measure'],
    ['a level without aggregate', { ...LEVEL, aggregate: null }, '/target/aggregate aggregate'],
    ['an aggregate of a flow', { ...FLOOR, aggregate: 'last' }, '/target/aggregate aggregate'],
    ['an aggregate of a deliverable', { ...ACT, aggregate: 'last' }, '/target/aggregate aggregate'],
    ['between without upper', { ...BAND, upper: null }, '/target/upper upper'],
    ['between with neither number', { ...BAND, upper: null, value: null }, '/target/upper upper'],
    ['upper below value', { ...BAND, upper: '4.999999999999' }, '/target/upper upper'],
    ['about without tolerance', { ...ABOUT, tolerance: null }, '/target/tolerance tolerance'],
    ['a tolerance below nought', { ...ABOUT, tolerance: '-0.1' }, '/target/tolerance tolerance'],
    ['a side of a floor', { ...FLOOR, missAllowed: 'below' }, '/target/missAllowed miss_allowed'],
    ['a side of a band', { ...BAND, missAllowed: 'above' }, '/target/missAllowed miss_allowed'],
    ['due before start', { ...FLOOR, due: '2023-12-31' }, '/target/due due_before_start'],
    ['a floor of nought', { ...FLOOR, value: '0' }, '/target/value floor_not_above_zero'],
    ['a floor below it', { ...FLOOR, value: '-1' }, '/target/value floor_not_above_zero'],
    ['more than nought', { ...FLOOR, comparator: 'more_than', value: '0' }, '/target/value floor_not_above_zero'],
    ['a baseline of the value itself', based('80.0', null), '/target/baseline/value baseline_equals_value'],
    ['a baseline on due', based('60', '2024-12-31'), '/target/baseline/on baseline_not_before_due'],
    ['a baseline after it', based('60', '2025-06-30'), '/target/baseline/on baseline_not_before_due'],
    ['a ramp without start', { ...ramp(), start: null }, '/target/trajectory trajectory_without_window'],
    ['a ramp without due', { ...ramp(), due: null }, '/target/trajectory trajectory_without_window'],
    ['a ramp on its origin', ramp(['2023-12-31', '0.1']), '/target/trajectory/0/on trajectory_day'],
    ['a ramp before its origin', ramp(['2023-06-30', '0.1']), '/target/trajectory/0/on trajectory_day'],
    ['one day twice', ramp(['2024-03-31', '0.1'], ['2024-03-31', '0.2']), '/target/trajectory/1/on trajectory_day'],
    ['falling days', ramp(['2024-03-31', '0.1'], ['2024-03-30', '0.2']), '/target/trajectory/1/on trajectory_day'],
    ['a ramp past due', ramp(['2025-01-01', '0.1']), '/target/trajectory/0/on trajectory_day'],
    ['one share twice', ramp([Q1, '0.1'], ['2024-06-30', '0.1']), '/target/trajectory/1/share trajectory_share'],
    ['falling shares', ramp([Q1, '0.2'], ['2024-06-30', '0.1']), '/target/trajectory/1/share trajectory_share'],
    ['a share below 0', ramp(['2024-03-31', '-0.000000000001']), '/target/trajectory/0/share trajectory_share'],
    ['a share above 1', ramp(['2024-03-31', '1.000000000001']), '/target/trajectory/0/share trajectory_share'],
    ['a cadence without start', { ...FLOOR, start: null, cadence: 'monthly' }, '/target/cadence cadence_without_start'],
    ['an open mean', { ...MEAN, closes: 'open' }, '/target/closes cannot_stay_open'],
    ['an open every', { ...MEAN, aggregate: 'every', closes: null }, '/target/closes cannot_stay_open'],
    ['an open ceiling', { ...CEILING, closes: 'open' }, '/target/closes cannot_stay_open'],
    ['an open band', { ...BAND, measure: 'flow', aggregate: null, closes: 'open' }, '/target/closes cannot_stay_open'],
    ['a fixed deliverable', { ...ACT, start: '2024-01-01', closes: 'fixed' }, '/target/closes cannot_be_fixed'],
    ['fixed without start', { ...FIXED, start: null }, '/target/start window_needed'],
    ['fixed without due', { ...FIXED, due: null }, '/target/due window_needed'],
    ['a mean without start', { ...MEAN, cadence: null, start: null }, '/target/start window_needed'],
    ['an every without due', { ...MEAN, aggregate: 'every', due: null }, '/target/due window_needed'],
    ['a lag below 0', { ...FLOOR, publicationLagDays: -1 }, '/target/publicationLagDays not_a_whole_number'],
    ['a lag above 3650', { ...FLOOR, publicationLagDays: 3651 }, '/target/publicationLagDays not_a_whole_number'],
    ['a grace below 0', { ...FLOOR, graceDays: -1 }, '/target/graceDays not_a_whole_number'],
    ['a grace above 3650', { ...FLOOR, graceDays: 3651 }, '/target/graceDays not_a_whole_number'],
    ['half a day', { ...FLOOR, graceDays: 0.5 }, '/target/graceDays not_a_whole_number'],
    ['a day in text', { ...FLOOR, graceDays: '1' }, '/target/graceDays not_a_whole_number'],
    ['no number of days', { ...FLOOR, graceDays: Number.NaN }, '/target/graceDays not_a_whole_number'],
  ])('%s', (_why, target, fault) => expect(faults(ask(target))).toEqual([fault]));
});

describe('a target is taken', () => {
  it.each<[why: string, target: Fields]>([
    ['a window of one day', { ...FLOOR, due: '2024-01-01' }],
    ['upper on value', { ...BAND, upper: '5' }],
    ['between without value', { ...BAND, value: null }],
    ['about without value', { ...ABOUT, value: null }],
    ['a tolerance of nought', { ...ABOUT, tolerance: '0' }],
    ['a ceiling of nought', { ...CEILING, value: '0' }],
    ['a level floor of nought', { ...LEVEL, value: '0' }],
    ['a floor just above it', { ...FLOOR, value: '0.000000000001' }],
    ['a floor never published', { ...FLOOR, value: null }],
    ['a baseline the day before due', based('60', '2024-12-30')],
    ['a baseline without a day', based('60', null)],
    ['a baseline without due', { ...based('60', '2025-12-30'), due: null }],
    ['a baseline beside no value', { ...based('60', null), value: null }],
    ['a ramp from the first day to due', ramp(['2024-01-01', '0'], ['2024-12-31', '1'])],
    ['a level’s ramp from its baseline', { ...based('60', '2023-06-30'), trajectory: EARLY }],
    ['a lag and a grace of 0', { ...FLOOR, publicationLagDays: 0, graceDays: 0 }],
    ['a lag and a grace of 3650', { ...FLOOR, publicationLagDays: 3650, graceDays: 3650 }],
    ['an open last', { ...LEVEL, start: null, due: null }],
    ['a fixed last', { ...LEVEL, closes: 'fixed' }],
  ])('%s', (_why, target) => expect(faults(ask(target))).toEqual([]));
});

describe('a figure is refused', () => {
  const inc = increment('1', '2024-06-01', '2024-06-30');
  it.each<[why: string, target: Fields, figure: Fields, fault: string]>([
    ['a level of a flow', FLOOR, read, '/figures/0/form form_does_not_fit'],
    ['an increment of a level', LEVEL, inc, '/figures/0/form form_does_not_fit'],
    ['a running total of a deliverable', ACT, june, '/figures/0/form form_does_not_fit'],
    ['an increment without a first day', FLOOR, { ...inc, periodStart: null }, '/figures/0/periodStart missing'],
    ['a first day after the last', FLOOR, { ...inc, periodStart: '2024-07-01' }, '/figures/0/periodStart period'],
    ['a first day too early', FLOOR, { ...inc, periodStart: '1899-12-31' }, '/figures/0/periodStart not_a_day'],
    ['no last day', FLOOR, { ...june, periodEnd: undefined }, '/figures/0/periodEnd missing'],
    ['a last day of no month', FLOOR, { ...june, periodEnd: '2024-06-31' }, '/figures/0/periodEnd not_a_day'],
    ['no publication', FLOOR, { ...june, publishedOn: null }, '/figures/0/publishedOn missing'],
    ['one too late', FLOOR, { ...june, publishedOn: '2200-01-01' }, '/figures/0/publishedOn not_a_day'],
    ['no form', FLOOR, { ...june, form: null }, '/figures/0/form missing'],
    ['another form', FLOOR, { ...june, form: 'sum' }, '/figures/0/form unknown_word'],
    ['a number for a decimal', FLOOR, { ...june, value: 120 }, '/figures/0/value not_a_decimal'],
    ['a decimal with an exponent', FLOOR, { ...june, value: '1e400' }, '/figures/0/value not_a_decimal'],
    ['a share of no number', FLOOR, { ...june, statedShare: 'NaN' }, '/figures/0/statedShare not_a_decimal'],
    ['another bound', FLOOR, { ...june, bound: 'roughly' }, '/figures/0/bound unknown_word'],
    ['another standing', FLOOR, { ...june, standing: 'draft' }, '/figures/0/standing unknown_word'],
    ['another claim', FLOOR, { ...june, claim: 'done' }, '/figures/0/claim unknown_word'],
    ['another class', FLOOR, { ...june, publisherClass: 'press' }, '/figures/0/publisherClass unknown_word'],
    ['an id of no letters', FLOOR, { ...june, id: '' }, '/figures/0/id not_a_text'],
    ['an id of 201', FLOOR, { ...june, id: 'x'.repeat(201) }, '/figures/0/id not_a_text'],
    ['an id that is no text', FLOOR, { ...june, id: 1 }, '/figures/0/id not_a_text'],
    ['superseding no text', FLOOR, { ...june, supersedes: 1 }, '/figures/0/supersedes not_a_text'],
    ['another field', FLOOR, { ...june, note: 'x' }, '/figures/0/note unknown_field'],
  ])('%s', (_why, target, figure, fault) => expect(faults(ask(target, figure))).toEqual([fault]));
});

describe('figures are refused for their links', () => {
  const audited = { ...link('b', 'a'), publisherClass: 'auditor' };
  it.each<[why: string, figures: Fields[], faults: string[]]>([
    ['two with one id', [link('a', null), link('a', null)], ['/figures/1/id id_taken']],
    ['superseding nobody', [link('a', 'b')], ['/figures/0/supersedes supersedes_nothing']],
    ['superseding itself', [link('a', 'a')], ['/figures/0/supersedes supersedes_itself']],
    ['superseding another class', [link('a', null), audited], ['/figures/1/supersedes supersedes_other_class']],
    ['a circle of two', [link('a', 'b'), link('b', 'a')], [0, 1].map(circle)],
    ['a circle with a way into it', [link('a', 'b'), link('b', 'c'), link('c', 'b')], [0, 1, 2].map(circle)],
    ['no circle: a chain', [link('a', null), link('b', 'a'), link('c', 'b')], []],
    ['told backwards', [link('c', 'b'), link('b', 'a'), link('a', null)], []],
    ['two that supersede one', [link('a', null), link('b', 'a'), link('c', 'a')], []],
    ['none with an id', [link(null, null), link(null, null)], []],
    ['one without an id may supersede', [link('a', null), link(null, 'a')], []],
  ])('%s', (_why, figures, expected) => expect(faults(ask(FLOOR, ...figures))).toEqual(expected));

  it('a thousand in one chain, told backwards, are walked once', () => {
    const chain = Array.from({ length: 1000 }, (_, at) => link(`f${at}`, at === 999 ? null : `f${at + 1}`));
    expect(faults(ask(FLOOR, ...chain))).toEqual([]);
  });

  it('over a thousand', () => {
    const many = Array.from({ length: 1001 }, () => june);
    expect(faults(ask(FLOOR, ...many.slice(1)))).toEqual([]);
    expect(faults(ask(FLOOR, ...many))).toEqual(['/figures too_many']);
    const target = parseTarget(FLOOR);
    expect(parseFigures(many.slice(1), target)).toHaveLength(1000);
    const refused = refusedBy(() => parseFigures(many, target, '/list'));
    expect(refused).toMatchObject([{ pointer: '/list', code: 'too_many' }]);
  });
});

describe('a question is refused', () => {
  const point = { on: '2024-06-30', share: '0.5' };
  it.each<[why: string, question: unknown, faults: string[]]>([
    ['nothing', undefined, [' not_an_object']],
    ['null', null, [' not_an_object']],
    ['text', 'asOf', [' not_an_object']],
    ['a list', [], [' not_an_object']],
    ['an empty one', {}, ['/asOf missing', '/target not_an_object', '/figures missing']],
    ['no day', { ...ask(FLOOR), asOf: null }, ['/asOf missing']],
    ['a day too early', { ...ask(FLOOR), asOf: '1899-12-31' }, ['/asOf not_a_day']],
    ['an instant', { ...ask(FLOOR), asOf: '2024-07-01T00:00:00Z' }, ['/asOf not_a_day']],
    ['no target', ask(null), ['/target not_an_object']],
    ['figures in an object', { ...ask(FLOOR), figures: {} }, ['/figures not_a_list']],
    ['a figure in text', ask(FLOOR, 'x'), ['/figures/0 not_an_object']],
    ['another field', { ...ask(FLOOR), knownAt: AS_OF }, ['/knownAt unknown_field']],
    ['a field that is a path', { 'a/b~c': 1 }, ['/a~1b~0c unknown_field']],
    ['a field of all objects', JSON.parse('{"__proto__": {}}'), ['/__proto__ unknown_field']],
    ['another field of the target', ask({ ...FLOOR, unit: 'x' }), ['/target/unit unknown_field']],
    ['no comparator', ask({ ...FLOOR, comparator: null }), ['/target/comparator missing']],
    ['another comparator', ask({ ...FLOOR, comparator: 'exactly' }), ['/target/comparator unknown_word']],
    ['a word of all objects', ask({ ...FLOOR, comparator: 'constructor' }), ['/target/comparator unknown_word']],
    ['no measure', ask({ ...FLOOR, measure: undefined }), ['/target/measure missing']],
    ['another measure', ask({ ...FLOOR, measure: 'stock' }), ['/target/measure unknown_word']],
    ['another aggregate', ask({ ...LEVEL, aggregate: 'median' }), ['/target/aggregate unknown_word']],
    ['another close', ask({ ...FLOOR, closes: 'never' }), ['/target/closes unknown_word']],
    ['another cadence', ask({ ...FLOOR, cadence: 'weekly' }), ['/target/cadence unknown_word']],
    ['another side', ask({ ...ABOUT, missAllowed: 'both' }), ['/target/missAllowed unknown_word']],
    ['a value that is a number', ask({ ...FLOOR, value: 300 }), ['/target/value not_a_decimal']],
    ['a value too long', ask({ ...FLOOR, value: '1'.repeat(21) }), ['/target/value not_a_decimal']],
    ['an upper of no number', ask({ ...BAND, upper: 'x' }), ['/target/upper not_a_decimal']],
    ['a tolerance of no number', ask({ ...ABOUT, tolerance: 'x' }), ['/target/tolerance not_a_decimal']],
    ['a start of no day', ask({ ...FLOOR, start: '2024-02-30' }), ['/target/start not_a_day']],
    ['a due of no day', ask({ ...FLOOR, due: '9999-12-31' }), ['/target/due not_a_day']],
    ['a baseline in text', ask({ ...LEVEL, baseline: '60' }), ['/target/baseline not_an_object']],
    ['a baseline without value', ask({ ...LEVEL, baseline: { on: '2023-12-31' } }), ['/target/baseline/value missing']],
    ['a baseline of no number', ask(based('x', null)), ['/target/baseline/value not_a_decimal']],
    ['a baseline of no day', ask(based('60', '2023-02-29')), ['/target/baseline/on not_a_day']],
    ['another field of it', ask({ ...LEVEL, baseline: { value: '60', of: 1 } }), ['/target/baseline/of unknown_field']],
    ['a ramp in an object', ask({ ...FLOOR, trajectory: point }), ['/target/trajectory not_a_list']],
    ['a point in text', ask(points(point, 'x')), ['/target/trajectory/1 not_an_object']],
    ['a point without day', ask(points({ ...point, on: null })), ['/target/trajectory/0/on missing']],
    ['a point of no day', ask(ramp(['2024', '0.5'])), ['/target/trajectory/0/on not_a_day']],
    ['a point without share', ask(points({ ...point, share: null })), ['/target/trajectory/0/share missing']],
    ['a point of no number', ask(ramp(['2024-06-30', 'half'])), ['/target/trajectory/0/share not_a_decimal']],
    ['another field of it', ask(points({ ...point, of: 1 })), ['/target/trajectory/0/of unknown_field']],
    [
      'over a thousand points',
      ask(points(...Array.from({ length: 1001 }, () => point))),
      ['/target/trajectory too_many'],
    ],
  ])('%s', (_why, question, expected) => expect(faults(question)).toEqual(expected));

  it('with all its faults at once', () => {
    const question = { ...ask({ ...FLOOR, value: '0', due: '2023-12-31' }, june, read), asOf: 'x' };
    expect(faults(question)).toEqual([
      '/asOf not_a_day',
      '/target/due due_before_start',
      '/target/value floor_not_above_zero',
      '/figures/1/form form_does_not_fit',
    ]);
  });

  it('with a sentence for each fault', () => {
    const nought = ask({ ...FLOOR, value: '0' });
    expect(() => parseQuestion(nought)).toThrow('/target/value: a count that is to be reached must be above 0');
    expect(() => parseQuestion(null)).toThrow('/: must be an object');
    expect(() => parseQuestion({})).toThrow('; ');
  });
});

describe('what is left out', () => {
  it('of a target', () => {
    const bare = { comparator: 'at_least', measure: 'flow' };
    const expected = {
      comparator: 'at_least',
      value: null,
      upper: null,
      tolerance: null,
      missAllowed: 'none',
      measure: 'flow',
      aggregate: null,
      start: null,
      due: null,
      closes: 'open',
      baseline: null,
      cadence: null,
      lag: 30,
      grace: 0,
      trajectory: null,
    };
    const nulls = Object.fromEntries(Object.keys(FIELDS_OF_TARGET).map((field) => [field, null]));
    expect(parseTarget(bare)).toEqual(expected);
    expect(parseTarget({ ...nulls, ...bare })).toEqual(expected);
    expect(parseTarget({ comparator: 'done', measure: 'deliverable' }).lag).toBe(0);
    expect(parseTarget({ comparator: 'done', measure: 'deliverable', publicationLagDays: 5 }).lag).toBe(5);
  });

  it('of a figure', () => {
    const bare = { form: 'running_total', periodEnd: '2024-06-30', publishedOn: '2024-07-10' };
    expect(parseFigures([bare], parseTarget(FLOOR))).toEqual([
      {
        order: 0,
        id: null,
        supersedes: null,
        publisherClass: 'government',
        form: 'running_total',
        periodStart: null,
        periodEnd: dayNumber('2024-06-30'),
        value: null,
        bound: 'exact',
        standing: 'final',
        statedShare: null,
        claim: null,
        publishedOn: dayNumber('2024-07-10'),
      },
    ]);
  });
});

const FIELDS_OF_TARGET = {
  value: '300',
  upper: '400',
  tolerance: '2',
  missAllowed: 'none',
  aggregate: 'last',
  start: '2024-01-01',
  due: '2024-12-31',
  closes: 'fixed',
  baseline: { value: '60', on: '2023-12-31' },
  cadence: 'monthly',
  publicationLagDays: 31,
  graceDays: 7,
  trajectory: [{ on: '2024-06-30', share: '0.5' }],
};

describe('what is given is read', () => {
  it('of a target', () => {
    expect(parseTarget({ ...FIELDS_OF_TARGET, comparator: 'at_least', measure: 'level' })).toEqual({
      comparator: 'at_least',
      value: 300n * ONE,
      upper: 400n * ONE,
      tolerance: 2n * ONE,
      missAllowed: 'none',
      measure: 'level',
      aggregate: 'last',
      start: dayNumber('2024-01-01'),
      due: dayNumber('2024-12-31'),
      closes: 'fixed',
      baseline: { value: 60n * ONE, on: dayNumber('2023-12-31') },
      cadence: 1,
      lag: 31,
      grace: 7,
      trajectory: [{ on: dayNumber('2024-06-30'), share: ONE / 2n }],
    });
  });

  it.each<[cadence: string, months: number]>([
    ['monthly', 1],
    ['quarterly', 3],
    ['half_yearly', 6],
    ['yearly', 12],
  ])('%s: %i months', (cadence, months) => expect(parseTarget({ ...FLOOR, cadence }).cadence).toBe(months));

  it('of a figure', () => {
    const more = { id: 'x'.repeat(200), bound: 'over', standing: 'estimate', statedShare: '0.5', claim: 'exceeded' };
    const [figure] = parseFigures([{ ...increment('7', '2024-06-01', '2024-06-30'), ...more }], parseTarget(FLOOR));
    expect(figure).toMatchObject({
      id: 'x'.repeat(200),
      form: 'increment',
      periodStart: dayNumber('2024-06-01'),
      value: 7n * ONE,
      bound: 'over',
      standing: 'estimate',
      statedShare: ONE / 2n,
      claim: 'exceeded',
    });
  });
});

describe('parts of a question', () => {
  it('a day', () => {
    expect(parseDay('2024-06-30', '/on')).toBe(dayNumber('2024-06-30'));
    expect(refusedBy(() => parseDay('2024-06-31', '/on'))).toMatchObject([{ pointer: '/on', code: 'not_a_day' }]);
  });

  it('name where they stand', () => {
    const target = parseTarget(FLOOR);
    const zero = { ...FLOOR, value: '0' };
    expect(refusedBy(() => parseTarget(zero))).toMatchObject([{ pointer: '/value' }]);
    expect(refusedBy(() => parseTarget(zero, '/target'))).toMatchObject([{ pointer: '/target/value' }]);
    expect(refusedBy(() => parseFigures([read], target))).toMatchObject([{ pointer: '/0/form' }]);
    expect(refusedBy(() => parseFigures([read], target, '/figures'))).toMatchObject([{ pointer: '/figures/0/form' }]);
  });
});
