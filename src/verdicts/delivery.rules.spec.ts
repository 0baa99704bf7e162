import { describe, expect, it } from '@jest/globals';
import {
  ACT,
  CEILING,
  EVERY,
  FLOOR,
  LEVEL,
  MEAN,
  UNNAMED,
  increment,
  judged,
  level,
  months,
  total,
  verdict,
  type Fields,
} from '../../test/support/judging.js';

const DUE = '2024-12-31';
const estimate = { standing: 'estimate' };
const provisional = { standing: 'provisional' };

const act = (value: string, more: Fields = {}): Fields => level(value, '2024-06-30', more);
const june = (value: string | null, more: Fields = {}): Fields => total(value, '2024-06-30', more);
const year = (value: string | null, more: Fields = {}): Fields => total(value, DUE, more);
const march = (statedShare: string, more: Fields = {}): Fields => total(null, '2024-03-31', { statedShare, ...more });
const share = (statedShare: string, more: Fields = {}): Fields => june(null, { statedShare, ...more });
const yearShare = (more: Fields = {}): Fields => year(null, { statedShare: '0.9', ...more });
const shareOf = (statedShare: string, periodEnd: string, more: Fields = {}): Fields =>
  level(null, periodEnd, { statedShare, ...more });

/** Delivery with what is achieved and the day on which it was reached. */
function told(target: Fields, figures: Fields[], asOf: string): string {
  const { delivery, achieved, metOn } = verdict(target, figures, asOf);
  return [delivery, achieved ?? 'nothing', ...(metOn === null ? [] : ['on', metOn])].join(' ');
}

type Row = [why: string, target: Fields, figures: Fields[], told: string];
type DatedRow = [why: string, target: Fields, figures: Fields[], asOf: string, told: string];

describe('a deliverable', () => {
  it.each<Row>([
    ['nothing on record', ACT, [], 'no_figures nothing'],
    ['done', ACT, [act('1')], 'met 1 on 2024-06-30'],
    ['done twice over', ACT, [act('2')], 'met 1 on 2024-06-30'],
    ['not wholly done', ACT, [act('0.999999999999')], 'in_progress nothing'],
    ['a share is movement', ACT, [level(null, '2024-06-30', { statedShare: '1' })], 'in_progress nothing'],
    ['an estimate settles nothing', ACT, [act('1', estimate)], 'in_progress nothing'],
    ['a provisional act is an act', ACT, [act('1', provisional)], 'met 1 on 2024-06-30'],
    ['about 1', ACT, [act('1', { bound: 'about' })], 'met 1 on 2024-06-30'],
    ['over 1', ACT, [act('1', { bound: 'over' })], 'met 1 on 2024-06-30'],
    ['at least 1', ACT, [act('1', { bound: 'at_least' })], 'met 1 on 2024-06-30'],
    ['nearly 1 is less', ACT, [act('1', { bound: 'nearly' })], 'in_progress nothing'],
    ['nearly 2 is enough', ACT, [act('2', { bound: 'nearly' })], 'met 1 on 2024-06-30'],
    ['at most 1 may be less', ACT, [act('1', { bound: 'at_most' })], 'in_progress nothing'],
    ['the earliest act counts', ACT, [level('1', '2024-07-01'), act('1')], 'met 1 on 2024-06-30'],
    ['and no half one before it', ACT, [level('0.5', '2024-05-31'), act('1')], 'met 1 on 2024-06-30'],
    ['and no estimate', ACT, [level('1', '2024-05-31', estimate), act('1')], 'met 1 on 2024-06-30'],
    ['an act before the start is none', { ...ACT, start: '2024-07-01' }, [act('1')], 'no_figures nothing'],
  ])('%s', (_why, target, figures, expected) => expect(told(target, figures, '2024-07-01')).toBe(expected));
});

describe('a number that was never published, counted', () => {
  const april = total(null, '2024-04-30', { statedShare: '0.9' });
  const maybe = share('1', estimate);
  const moreThan = { ...UNNAMED, comparator: 'more_than' };
  const ceiling = { ...CEILING, value: null };
  it.each<Row>([
    ['nothing on record', UNNAMED, [], 'not_assessable nothing'],
    ['a count says nothing', UNNAMED, [total('50', '2024-06-30')], 'not_assessable 50'],
    ['too small a share', UNNAMED, [share('0.999999999999')], 'in_progress nothing'],
    ['the whole', UNNAMED, [share('1')], 'met nothing on 2024-06-30'],
    ['more than the whole', UNNAMED, [share('1.000000000001')], 'exceeded nothing on 2024-06-30'],
    ['the whole is not more', moreThan, [share('1')], 'in_progress nothing'],
    ['more is met, never exceeded', moreThan, [share('1.000000000001')], 'met nothing on 2024-06-30'],
    ['a share of a ceiling says nothing', ceiling, [share('0.9')], 'not_assessable nothing'],
    ['the bound is about the value', UNNAMED, [share('1', { bound: 'nearly' })], 'met nothing on 2024-06-30'],
    ['an estimate only holds', UNNAMED, [maybe], 'holding nothing'],
    ['an estimate over a short share', UNNAMED, [march('0.5'), maybe], 'holding nothing'],
    ['an estimate undoes nothing', UNNAMED, [march('1'), share('0.9', estimate)], 'met nothing on 2024-03-31'],
    ['not latched: the latest counts', UNNAMED, [march('1'), share('0.9')], 'in_progress nothing'],
    ['reached when first enough', UNNAMED, [march('1'), share('1.1')], 'exceeded nothing on 2024-03-31'],
    ['also across a fall', UNNAMED, [march('1'), april, share('1')], 'met nothing on 2024-03-31'],
    ['an estimate is not the first', UNNAMED, [march('1.1', estimate), share('1')], 'met nothing on 2024-06-30'],
    ['the count is shown beside it', UNNAMED, [share('1', { value: '50' })], 'met 50 on 2024-06-30'],
  ])('%s', (_why, target, figures, expected) => expect(told(target, figures, '2024-07-01')).toBe(expected));

  it.each<[why: string, figures: Fields[], closed: boolean]>([
    ['with a final share of due', [yearShare()], true],
    ['not with one of the day before', [yearShare({ periodEnd: '2024-12-30' })], false],
    ['with one that ends later', [yearShare({ periodEnd: '2025-01-15' })], true],
    ['not with a provisional one inside the lag', [yearShare(provisional)], false],
    ['nor with an estimate', [yearShare(estimate)], false],
  ])('is closed %s', (_why, figures, closed) => {
    expect(judged(UNNAMED, figures, '2025-01-30').delivered.closed).toBe(closed);
  });
});

describe('a number that was never published, a level', () => {
  const target = { ...LEVEL, value: null };
  it.each<DatedRow>([
    ['is not met before its day', target, [shareOf('1', '2024-06-30')], '2024-12-30', 'holding nothing'],
    ['and on its day it is, reached then', target, [shareOf('1', '2024-06-30')], DUE, `met nothing on ${DUE}`],
    ['or when the share came, later', target, [shareOf('1', '2025-06-30')], '2025-07-01', 'met nothing on 2025-06-30'],
    ['exceeded too', target, [shareOf('1.1', DUE)], DUE, `exceeded nothing on ${DUE}`],
    ['too small', target, [shareOf('0.9', DUE)], DUE, 'in_progress nothing'],
    ['without a due day it only holds', { ...target, due: null }, [shareOf('1', DUE)], '2030-01-01', 'holding nothing'],
    ['its value is shown', target, [level('7', '2024-06-30', { statedShare: '0.9' })], '2024-07-01', 'in_progress 7'],
    ['the latest value', target, [level('7', '2024-05-31'), level('8', '2024-06-30')], DUE, 'not_assessable 8'],
  ])('%s', (_why, fields, figures, asOf, expected) => expect(told(fields, figures, asOf)).toBe(expected));
});

describe('a count that must be reached', () => {
  const moreThan = { ...FLOOR, comparator: 'more_than' };
  const q1 = increment('100', '2024-01-01', '2024-03-31');
  const q2 = increment('200', '2024-04-01', '2024-06-30');
  it.each<Row>([
    ['nothing on record', FLOOR, [], 'no_figures nothing'],
    ['figures that cannot be added', FLOOR, [increment('9', '2023-12-01', '2024-03-31')], 'in_progress nothing'],
    ['short by the last digit', FLOOR, [june('299.999999999999')], 'in_progress 299.999999999999'],
    ['reached', FLOOR, [june('300')], 'met 300 on 2024-06-30'],
    ['more than promised', FLOOR, [june('300.000000000001')], 'exceeded 300.000000000001 on 2024-06-30'],
    ['over 300 is more', FLOOR, [june('300', { bound: 'over' })], 'exceeded 300 on 2024-06-30'],
    ['nearly 300 is less', FLOOR, [june('300', { bound: 'nearly' })], 'in_progress 300'],
    ['at least 300 is enough', FLOOR, [june('300', { bound: 'at_least' })], 'met 300 on 2024-06-30'],
    ['at most 350 decides nothing', FLOOR, [june('350', { bound: 'at_most' })], 'in_progress 350'],
    ['300 is not more than 300', moreThan, [june('300')], 'in_progress 300'],
    ['301 is, and never exceeds', moreThan, [june('301')], 'met 301 on 2024-06-30'],
    ['an estimate only holds', FLOOR, [june('300', estimate)], 'holding 300'],
    ['a short estimate does not', FLOOR, [june('299', estimate)], 'in_progress 299'],
    ['an estimate undoes nothing', FLOOR, [june('300'), total('290', '2024-09-30', estimate)], 'met 300 on 2024-06-30'],
    ['an estimate adds to what is settled', FLOOR, [q1, { ...q2, ...estimate }], 'holding 300'],
    ['a provisional count settles', FLOOR, [june('300', provisional)], 'met 300 on 2024-06-30'],
    ['a share counts as its part', FLOOR, [share('1.0419')], 'exceeded 312.57 on 2024-06-30'],
  ])('%s', (_why, target, figures, expected) => expect(told(target, figures, '2024-12-01')).toBe(expected));

  const q3 = increment('5', '2024-07-01', '2024-09-30');
  const half = increment('150', '2024-04-01', '2024-06-30');
  const words = total(null, '2024-05-31', { claim: 'met' });
  const guess = total('300', '2024-03-31', estimate);
  const outside = increment('300', '2023-12-31', '2024-02-29');
  const first = increment('300', '2024-01-01', '2024-06-30');
  const fell = total('290', '2024-09-30');
  const rose = total('310', '2024-10-31');
  it.each<[why: string, figures: Fields[], told: string]>([
    ['by the tile that makes it whole', [q1, q2], 'met 300 on 2024-06-30'],
    ['in whichever order they came', [q2, q1], 'met 300 on 2024-06-30'],
    ['not by what came after', [q1, q2, q3], 'exceeded 305 on 2024-06-30'],
    ['not latched: fallen again is not reached', [june('300'), fell], 'in_progress 290'],
    ['risen again, it was first reached in June', [june('300'), fell, rose], 'exceeded 310 on 2024-06-30'],
    ['of two that end together both are looked at', [q1, half, june('300')], 'met 300 on 2024-06-30'],
    ['words between are no number', [words, june('300')], 'met 300 on 2024-06-30'],
    ['an estimate in March does not reach', [guess, june('300')], 'met 300 on 2024-06-30'],
    ['what cannot be laid reaches nothing', [outside, june('300')], 'met 300 on 2024-06-30'],
    [
      'not by a number that another of its day pushed aside',
      [first, june('290'), total('310', '2024-09-30')],
      'exceeded 310 on 2024-09-30',
    ],
    ['after a gap too', [increment('300', '2024-04-01', '2024-06-30')], 'met 300 on 2024-06-30'],
  ])('is reached %s', (_why, figures, expected) => expect(told(FLOOR, figures, '2024-12-01')).toBe(expected));

  const guess400 = total('400', '2025-01-15', estimate);
  it.each<[why: string, figures: Fields[], asOf: string, closed: boolean]>([
    ['with a final total to due', [total('200', DUE)], '2025-01-01', true],
    ['not to the day before', [total('200', '2024-12-30')], '2025-06-01', false],
    ['not with a gap', [increment('200', '2024-01-02', DUE)], '2025-06-01', false],
    ['not with a provisional one inside the lag', [total('200', DUE, provisional)], '2025-01-30', false],
    ['but with one after it', [total('200', DUE, provisional)], '2025-01-31', true],
    ['never with an estimate', [total('200', DUE, estimate)], '2030-01-01', false],
    ['by what is settled, whatever the estimate', [total('200', DUE), guess400], '2025-02-01', true],
    ['not undecided', [total('300', DUE, { bound: 'at_most' })], '2025-06-01', false],
  ])('is closed %s', (_why, figures, asOf, closed) => {
    expect(judged(FLOOR, figures, asOf).delivered.closed).toBe(closed);
  });
});

describe('a count that must not be passed', () => {
  const band = { ...CEILING, comparator: 'between', value: '5', upper: '7' };
  it.each<DatedRow>([
    ['nothing on record', CEILING, [], '2024-07-01', 'no_figures nothing'],
    ['inside it holds', CEILING, [june('10')], '2024-07-01', 'holding 10'],
    ['past it is breached', CEILING, [june('10.000000000001')], '2024-07-01', 'breached 10.000000000001'],
    ['over 10 is past', CEILING, [june('10', { bound: 'over' })], '2024-07-01', 'breached 10'],
    ['less than 10 at 10 is past', { ...CEILING, comparator: 'less_than' }, [june('10')], '2024-07-01', 'breached 10'],
    ['an estimate does not breach', CEILING, [june('11', estimate)], '2024-07-01', 'in_progress 11'],
    ['nor does it heal', CEILING, [june('11'), total('9', '2024-09-30', estimate)], '2024-10-01', 'breached 11'],
    ['the final total of due is met', CEILING, [year('10')], DUE, `met 10 on ${DUE}`],
    ['not before due, however known', CEILING, [year('10', { publishedOn: '2024-12-01' })], '2024-12-30', 'holding 10'],
    ['a total of the day before due only holds', CEILING, [total('10', '2024-12-30')], '2025-06-01', 'holding 10'],
    ['a provisional total holds inside the lag', CEILING, [year('10', provisional)], '2025-01-30', 'holding 10'],
    ['and is met after it', CEILING, [year('10', provisional)], '2025-01-31', `met 10 on ${DUE}`],
    ['an estimate is never met', CEILING, [year('10', estimate)], '2030-01-01', 'holding 10'],
    ['an estimate beyond due changes nothing', CEILING, [year('9'), june('11', estimate)], DUE, `met 9 on ${DUE}`],
    ['with a gap it only holds', CEILING, [increment('9', '2024-01-02', DUE)], '2025-06-01', 'holding 9'],
    ['at most 9 is inside', CEILING, [year('9', { bound: 'at_most' })], DUE, `met 9 on ${DUE}`],
    ['at least 9 decides nothing', CEILING, [year('9', { bound: 'at_least' })], '2025-06-01', 'in_progress 9'],
    ['a band not yet reached', band, [june('4')], '2024-07-01', 'in_progress 4'],
    ['inside a band', band, [june('5')], '2024-07-01', 'holding 5'],
    ['past a band', band, [june('8')], '2024-07-01', 'breached 8'],
    ['inside a band at due', band, [year('7')], DUE, `met 7 on ${DUE}`],
    ['short of a band at due', band, [year('4')], DUE, 'in_progress 4'],
    ['and missed the day after', band, [year('4')], '2025-01-01', 'missed 4'],
  ])('%s', (_why, target, figures, asOf, expected) => expect(told(target, figures, asOf)).toBe(expected));
});

describe('a level at its day', () => {
  const noDue = { ...LEVEL, due: null };
  const atMost = { ...LEVEL, comparator: 'at_most' };
  const share = level(null, '2024-06-30', { statedShare: '1' });
  const early = { publishedOn: '2024-12-01' };
  const unsure = level('85', DUE, { bound: 'at_most' });
  const short = level('79', DUE);
  const waiting = { ...short, ...provisional };
  const january = level('80', '2025-01-15');
  const worse = level('70', '2025-01-15', provisional);
  const guess = level('70', '2025-06-30', estimate);
  const later = level('90', '2025-12-31');
  const full = level('80', '2025-06-30');
  it.each<DatedRow>([
    ['nothing on record', LEVEL, [], '2024-07-01', 'no_figures nothing'],
    ['words are movement', LEVEL, [share], '2024-07-01', 'in_progress nothing'],
    ['short before due', LEVEL, [level('79', '2024-06-30')], '2024-07-01', 'in_progress 79'],
    ['enough before due holds', LEVEL, [level('80', '2024-06-30')], '2024-07-01', 'holding 80'],
    ['by the latest', LEVEL, [level('80', '2024-05-31'), level('79', '2024-06-30')], '2024-07-01', 'in_progress 79'],
    ['an estimate holds as well', LEVEL, [level('80', '2024-06-30', estimate)], '2024-07-01', 'holding 80'],
    ['the figure of due is met on due', LEVEL, [level('80', DUE)], DUE, `met 80 on ${DUE}`],
    ['not the day before, however known', LEVEL, [level('80', DUE, early)], '2024-12-30', 'holding 80'],
    ['more is exceeded', LEVEL, [level('80.1', DUE)], DUE, `exceeded 80.1 on ${DUE}`],
    ['over is more', LEVEL, [level('80', DUE, { bound: 'over' })], DUE, `exceeded 80 on ${DUE}`],
    ['a ceiling is never exceeded', atMost, [level('79', DUE)], DUE, `met 79 on ${DUE}`],
    ['more_than neither', { ...LEVEL, comparator: 'more_than' }, [level('81', DUE)], DUE, `met 81 on ${DUE}`],
    ['an earlier figure only holds', LEVEL, [level('80', '2024-12-30')], '2030-01-01', 'holding 80'],
    ['without due it only holds', noDue, [level('80', DUE)], '2030-01-01', 'holding 80'],
    ['the first after due is met on due', LEVEL, [level('80', '2025-03-31')], '2025-04-01', `met 80 on ${DUE}`],
    ['short at due', LEVEL, [short], '2025-01-01', 'in_progress 79'],
    ['short, then enough: reached later', LEVEL, [short, full], '2025-07-01', 'met 80 on 2025-06-30'],
    ['met for good', LEVEL, [level('80', DUE), level('70', '2025-06-30')], '2025-07-01', `met 80 on ${DUE}`],
    ['the first that satisfies decides', LEVEL, [short, full, later], '2026-01-01', 'met 80 on 2025-06-30'],
    ['an estimate decides nothing', LEVEL, [level('80', DUE, estimate)], '2030-01-01', 'holding 80'],
    ['and is not the first', LEVEL, [level('70', DUE, estimate), full], '2025-07-01', `met 80 on ${DUE}`],
    ['nor is what is undecided', LEVEL, [unsure, full], '2025-07-01', `met 80 on ${DUE}`],
    ['undecided alone', LEVEL, [unsure], '2030-01-01', 'in_progress 85'],
    ['provisional waits for the lag', LEVEL, [level('80', DUE, provisional)], '2025-01-30', 'holding 80'],
    ['and then counts', LEVEL, [level('80', DUE, provisional)], '2025-01-31', `met 80 on ${DUE}`],
    ['it stops those behind it meanwhile', LEVEL, [waiting, january], '2025-01-30', 'holding 80'],
    ['and afterwards is the first', LEVEL, [waiting, january], '2025-01-31', 'met 80 on 2025-01-15'],
    ['what stood before it counts', LEVEL, [level('80', DUE), worse], '2025-01-20', `met 80 on ${DUE}`],
    ['short for good shows the latest', LEVEL, [short, guess], '2025-07-01', 'in_progress 70'],
  ])('%s', (_why, target, figures, asOf, expected) => expect(told(target, figures, asOf)).toBe(expected));

  it.each<[why: string, figures: Fields[], asOf: string, closed: boolean]>([
    ['by a final figure of due', [short], DUE, true],
    ['already before due', [{ ...short, ...early }], '2024-12-30', true],
    ['not by one of the day before', [level('79', '2024-12-30')], '2025-06-01', false],
    ['not by a provisional one inside the lag', [waiting], '2025-01-30', false],
    ['by one behind it that is final', [waiting, level('78', '2025-01-15')], '2025-01-30', true],
    ['not by an estimate', [{ ...short, ...estimate }], '2030-01-01', false],
    ['not by what is undecided', [{ ...short, bound: 'at_least' }], '2030-01-01', false],
  ])('is closed %s', (_why, figures, asOf, closed) => {
    expect(judged(LEVEL, figures, asOf).delivered.closed).toBe(closed);
  });
});

const TWELVE = ['4', '4', '4', '5', '5', '5', '5', '5', '5', '6', '6', '6'];
const lastAs = (more: Fields): Fields[] => [...months(...TWELVE.slice(0, 11)), level('6', DUE, more)];

describe('a mean', () => {
  const whole = (value: string, more: Fields = {}): Fields => level(value, DUE, { periodStart: '2024-01-01', ...more });
  const quarterly = { ...MEAN, cadence: 'quarterly' };
  const noCadence = { ...MEAN, cadence: null };
  const share = level(null, '2024-06-30', { statedShare: '1' });
  const over = level('5', '2024-01-31', { bound: 'over' });
  const ends = months(null, null, '4', null, null, '5', null, null, '5', null, null, '6');
  it.each<DatedRow>([
    ['nothing on record', MEAN, [], '2024-07-01', 'no_figures nothing'],
    ['words are movement', MEAN, [share], '2024-07-01', 'in_progress nothing'],
    ['inside, so far', MEAN, months('4', '6'), '2024-03-01', 'holding 5'],
    ['outside, so far', MEAN, months('4', '6.000000000002'), '2024-03-01', 'in_progress 5.000000000001'],
    ['twelve of twelve on due', MEAN, months(...TWELVE), DUE, `met 5 on ${DUE}`],
    ['not the day before', MEAN, lastAs({ publishedOn: '2024-12-01' }), '2024-12-30', 'holding 5'],
    ['one month short', MEAN, months('9', null, ...TWELVE.slice(2)), DUE, 'in_progress 5.545454545454'],
    ['one month missing', MEAN, months(null, ...TWELVE.slice(1)), '2025-06-01', 'in_progress 5.090909090909'],
    ['one month missing, inside', MEAN, months(...TWELVE.slice(0, 11)), '2025-06-01', 'holding 4.90909090909'],
    ['a provisional month waits', MEAN, lastAs(provisional), '2025-01-30', 'holding 5'],
    ['for the lag', MEAN, lastAs(provisional), '2025-01-31', `met 5 on ${DUE}`],
    ['an estimate never closes', MEAN, lastAs(estimate), '2030-01-01', 'holding 5'],
    ['too high is missed', MEAN, months(...TWELVE.slice(0, 11), '7'), '2025-01-01', 'missed 5.083333333333'],
    ['the published mean is the mean', MEAN, [...months('9', '9'), whole('5')], DUE, `met 5 on ${DUE}`],
    ['not before due', MEAN, [whole('5', { publishedOn: '2024-12-01' })], '2024-12-30', 'holding 5'],
    ['too high', MEAN, [...months(...TWELVE), whole('5.1')], '2025-01-01', 'missed 5.1'],
    ['with its own bound', MEAN, [whole('5', { bound: 'over' })], '2025-01-01', 'missed 5'],
    ['undecided', MEAN, [whole('5', { bound: 'at_least' })], '2025-06-01', 'in_progress 5'],
    ['provisional inside the lag', MEAN, [whole('5', provisional)], '2025-01-30', 'holding 5'],
    ['estimated for ever', MEAN, [...months(...TWELVE), whole('5', estimate)], '2030-01-01', 'holding 5'],
    ['a computed one is exact', MEAN, [over], '2024-03-01', 'holding 5'],
    ['of four quarters', quarterly, ends, DUE, `met 5 on ${DUE}`],
    ['of two quarters by six months', quarterly, months('9', '9', '4', '9', '9', '6'), '2024-07-01', 'holding 5'],
    ['without a cadence, of all', noCadence, [...months('4'), level('6', DUE)], DUE, `met 5 on ${DUE}`],
    ['not short of due', noCadence, [...months('4'), level('6', '2024-12-30')], '2025-06-01', 'holding 5'],
  ])('%s', (_why, target, figures, asOf, expected) => expect(told(target, figures, asOf)).toBe(expected));
});

describe('every single period', () => {
  const fives = Array.from({ length: 12 }, () => '5');
  const all = months(...fives);
  const with3 = (more: Fields): Fields[] => all.map((each, at) => (at === 2 ? { ...each, ...more } : each));
  const noCadence = { ...EVERY, cadence: null };
  const share = level(null, '2024-06-30', { statedShare: '1' });
  const twice = [level('6', '2024-01-30'), level('5', '2024-01-31')];
  const known = all.map((each) => ({ ...each, publishedOn: '2024-01-01' }));
  it.each<DatedRow>([
    ['nothing on record', EVERY, [], '2024-07-01', 'no_figures nothing'],
    ['words are movement', EVERY, [share], '2024-07-01', 'in_progress nothing'],
    ['all comply so far', EVERY, months('4', '5'), '2024-03-01', 'holding 5'],
    ['one fails, for good', EVERY, months('4', '5.1', '4'), '2024-04-01', 'breached 4'],
    ['a floor fails below', { ...EVERY, comparator: 'at_least' }, months('5', '4.9'), '2024-04-01', 'breached 4.9'],
    ['an estimate fails nothing', EVERY, with3({ value: '6', ...estimate }), '2024-04-01', 'holding 6'],
    ['nor does what is undecided', EVERY, with3({ bound: 'at_least' }), '2024-04-01', 'holding 5'],
    ['a provisional month fails', EVERY, with3({ value: '6', ...provisional }), '2024-04-01', 'breached 6'],
    ['the later of a month counts', EVERY, twice, '2024-02-01', 'holding 5'],
    ['all twelve comply', EVERY, all, DUE, `met 5 on ${DUE}`],
    ['not the day before', EVERY, known, '2024-12-30', 'holding 5'],
    ['one never published', EVERY, months('5', null, ...fives.slice(2)), '2025-06-01', 'holding 5'],
    ['the last never published', EVERY, months(...fives.slice(1)), '2025-06-01', 'holding 5'],
    ['one provisional waits', EVERY, with3(provisional), '2025-01-30', 'holding 5'],
    ['for the lag', EVERY, with3(provisional), '2025-01-31', `met 5 on ${DUE}`],
    ['an estimate never closes', EVERY, with3(estimate), '2030-01-01', 'holding 5'],
    ['one undecided never closes', EVERY, with3({ bound: 'at_least' }), '2030-01-01', 'holding 5'],
    ['without a cadence, all that are there', noCadence, [...months('4'), level('5', DUE)], DUE, `met 5 on ${DUE}`],
    ['to due at least', noCadence, [...months('4'), level('5', '2024-12-30')], '2030-01-01', 'holding 5'],
  ])('%s', (_why, target, figures, asOf, expected) => expect(told(target, figures, asOf)).toBe(expected));
});

describe('beside the answer stand whether it is closed, and whether it is undecided', () => {
  const mean = { ...MEAN, cadence: null };
  const every = { ...EVERY, cadence: null };
  const atLeast = { bound: 'at_least' };
  const act = level('1', '2024-06-30');
  it.each<[why: string, target: Fields, figures: Fields[], told: string]>([
    ['an act', ACT, [act], 'met'],
    ['a share, open', UNNAMED, [share('1')], 'met'],
    ['a share, closed', UNNAMED, [yearShare({ statedShare: '1' })], 'met, closed'],
    ['a short share, closed', UNNAMED, [yearShare()], 'in_progress, closed'],
    ['a floor, open', FLOOR, [june('300')], 'met'],
    ['a floor, closed', FLOOR, [year('300')], 'met, closed'],
    ['a floor, undecided', FLOOR, [year('350', { bound: 'at_most' })], 'in_progress, undecided'],
    ['a floor, decided', FLOOR, [june('120')], 'in_progress'],
    ['a ceiling, closed', CEILING, [year('9')], 'met, closed'],
    ['a ceiling, breached and open', CEILING, [june('11')], 'breached'],
    ['a ceiling, breached and closed', CEILING, [year('11')], 'breached, closed'],
    ['a ceiling, undecided', CEILING, [year('9', atLeast)], 'in_progress, undecided'],
    ['a ceiling, decided', CEILING, [june('9')], 'holding'],
    ['a level, met', LEVEL, [level('80', DUE)], 'met, closed'],
    ['a level, short', LEVEL, [level('79', DUE)], 'in_progress, closed'],
    ['a level, undecided', LEVEL, [level('85', DUE, { bound: 'at_most' })], 'in_progress, undecided'],
    ['a level, decided', LEVEL, [level('79', '2024-06-30')], 'in_progress'],
    ['a mean, met', mean, [level('5', DUE)], 'met, closed'],
    ['a mean, open', mean, [level('5', '2024-06-30')], 'holding'],
    ['a mean, undecided', mean, [level('5', DUE, { periodStart: '2024-01-01', ...atLeast })], 'in_progress, undecided'],
    ['an every, met', every, [level('5', DUE)], 'met, closed'],
    ['an every, open', every, [level('5', '2024-06-30')], 'holding'],
    ['an every, undecided', every, [level('5', DUE, atLeast)], 'holding, undecided'],
    ['an every, breached and open', every, [level('6', '2024-06-30')], 'breached'],
    ['an every, breached and closed', every, [level('6', '2024-06-30'), level('5', DUE)], 'breached, closed'],
    ['nothing', FLOOR, [], 'no_figures'],
  ])('%s', (_why, target, figures, expected) => {
    const { delivery, closed, undecided } = judged(target, figures, DUE).delivered;
    const beside = [closed && 'closed', undecided && 'undecided'].filter(Boolean);
    expect([delivery, ...beside].join(', ')).toBe(expected);
  });
});
