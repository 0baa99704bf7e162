import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { judge, verdictOf } from '../src/verdicts/judge.rules.js';
import { parseQuestion } from '../src/verdicts/parse.rules.js';
import { RuleRefusal } from '../src/verdicts/reader.rules.js';
import type { Verdict } from '../src/verdicts/verdict.rules.js';

type Vector = { name: string; asOf: string; target: unknown; figures: unknown[]; expect: Partial<Verdict> };

const DECIMALS = new Set(['achieved', 'share', 'expectedShare', 'ratio', 'requiredMean']);
const read = (name: string): Vector[] =>
  JSON.parse(readFileSync(new URL(`./verdicts/${name}`, import.meta.url), 'utf8')) as Vector[];

/** Half up after `digits` digits, on text: the published way to compare decimals. */
function rounded(text: string, digits: number): string {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const cut = fraction.padEnd(digits + 1, '0');
  const up = cut.charAt(digits) >= '5' ? 1n : 0n;
  const units = BigInt(whole + cut.slice(0, digits)) + up;
  return (text.startsWith('-') && units > 0n ? '-' : '') + units.toString();
}

function expectVerdict({ asOf, target, figures, expect: expected }: Vector, digitsOf: (text: string) => number): void {
  const question = parseQuestion({ asOf, target, figures });
  const ofGovernment = question.figures.filter(({ publisherClass }) => publisherClass === 'government');
  const verdict = verdictOf(judge(question.target, ofGovernment, question.asOf));
  const wanted: Record<string, unknown> = {};
  const got: Record<string, unknown> = {};
  for (const [field, want] of Object.entries(expected)) {
    const have = verdict[field as keyof Verdict];
    const isDecimal = DECIMALS.has(field) && typeof want === 'string' && typeof have === 'string';
    wanted[field] = isDecimal ? rounded(want, digitsOf(want)) : want;
    got[field] = isDecimal ? rounded(have, digitsOf(want)) : have;
  }
  expect(got).toEqual(wanted);
}

describe('each sentence of the rules', () => {
  const vectors = read('verdict-vectors.json');
  it('has its vector', () => expect(vectors).toHaveLength(96));
  it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    expectVerdict(vector, (text) => text.split('.')[1]?.length ?? 0);
  });
});

describe('600 generated cases, every field', () => {
  const cases = read('verdict-cases.json');
  it('are 600', () => expect(cases).toHaveLength(600));
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expectVerdict(one, () => 9);
  });
});

/** A field of a verdict that a case leaves out is null. */
const NULLS = Object.fromEntries(
  [...DECIMALS, 'metOn', 'daysLate', 'changesOn'].map((field) => [field, null]),
) as unknown as Partial<Verdict>;

describe('1,500 more cases, every field, reckoned by another program', () => {
  const cases = read('more-cases.json');
  it('are 1,500', () => expect(cases).toHaveLength(1500));
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expectVerdict({ ...one, expect: { ...NULLS, ...one.expect } }, () => 9);
  });
});

describe('what another program refuses too', () => {
  type Refused = { name: string; asOf: string; target: unknown; figures: unknown[]; pointers: string[] };
  const cases = JSON.parse(
    readFileSync(new URL('./verdicts/more-refusals.json', import.meta.url), 'utf8'),
  ) as Refused[];
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, { asOf, target, figures, pointers }) => {
    let refusal: unknown;
    try {
      parseQuestion({ asOf, target, figures });
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(RuleRefusal);
    const named = (refusal as RuleRefusal).errors.map(({ pointer }) => pointer);
    expect(pointers.some((pointer) => named.includes(pointer))).toBe(true);
  });
});
