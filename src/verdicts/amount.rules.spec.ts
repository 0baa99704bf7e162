import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ONE, amountOf, asRatio, compareRatios, divide, isDecimal, ratioOf, textOf, times } from './amount.rules.js';

/** Up to `most` digits. */
const digits = (most: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most }).map((list) => list.join(''));

describe('a decimal', () => {
  it.each<[text: unknown, is: boolean, why: string]>([
    ['0', true, 'nought'],
    ['-0', true, 'its other sign'],
    ['300', true, 'a count'],
    ['007', true, 'leading noughts'],
    ['-12.5', true, 'below nought'],
    ['99999999999999999999', true, '20 digits'],
    ['100000000000000000000', false, '21 digits'],
    ['0.123456789012', true, '12 digits after the point'],
    ['0.1234567890123', false, '13 digits after it'],
    ['.5', false, 'nothing before the point'],
    ['5.', false, 'nothing after it'],
    ['+5', false, 'a plus'],
    ['1e3', false, 'an exponent'],
    ['1,000', false, 'a separator'],
    ['NaN', false, 'no number'],
    ['Infinity', false, 'no end'],
    ['0x10', false, 'another base'],
    ['5 ', false, 'a space'],
    ['5\n', false, 'a line end'],
    ['--5', false, 'two signs'],
    ['', false, 'nothing'],
    [300, false, 'not text'],
    [null, false, 'null'],
  ])('%j: %s, %s', (text, is) => expect(isDecimal(text)).toBe(is));
});

describe('an amount', () => {
  it.each<[text: string, amount: bigint]>([
    ['1', ONE],
    ['0.000000000001', 10n ** 12n],
    ['-0.5', -5n * 10n ** 23n],
    ['12.25', 1225n * 10n ** 22n],
    ['9007199254740993', 9007199254740993n * ONE], // one past what a float holds
    ['-9007199254740993', -9007199254740993n * ONE],
    ['900719925474099.3', 9007199254740993n * 10n ** 23n],
    ['99999999999999999999.999999999999', (10n ** 32n - 1n) * 10n ** 12n],
  ])('of %s is %i units', (text, amount) => expect(amountOf(text)).toBe(amount));

  it.each<[amount: string, share: string, product: bigint]>([
    ['300', '1.0419', 31257n * 10n ** 22n],
    ['0.000000000001', '0.000000000001', 1n],
    ['-300', '0.5', -150n * ONE],
    ['300', '0', 0n],
  ])('%s times %s is %i units, exactly', (amount, share, product) => {
    expect(times(amountOf(amount), amountOf(share))).toBe(product);
  });
});

describe('a quotient', () => {
  it.each<[of: bigint, over: bigint, text: string | null]>([
    [1n, 3n, '0.333333333333'],
    [1n, -3n, '-0.333333333333'],
    [-1n, -3n, '0.333333333333'],
    [0n, 5n, '0'],
    [5n, 1n, '5'],
    [5n, -1n, '-5'],
    [1n, 0n, null],
    [0n, 0n, null],
  ])('of %i over %i is %s', (of, over, text) => {
    const ratio = ratioOf(of, over);
    expect(ratio === null ? null : textOf(ratio)).toBe(text);
    expect(ratio === null || ratio.over > 0n).toBe(true);
  });

  it.each<[left: [bigint, bigint], right: [bigint, bigint], sign: number]>([
    [[1n, 3n], [1n, 2n], -1],
    [[2n, 4n], [1n, 2n], 0],
    [[1n, 2n], [1n, 3n], 1],
    [[-1n, 2n], [-1n, 3n], -1],
  ])('%j against %j: %i', ([a, b], [c, d], sign) => {
    expect(compareRatios({ of: a, over: b }, { of: c, over: d })).toBe(sign);
  });

  it.each<[left: [bigint, bigint], right: [bigint, bigint], text: string | null]>([
    [[2n, 5n], [1n, 2n], '0.8'],
    [[2n, 5n], [-1n, 2n], '-0.8'],
    [[2n, 5n], [0n, 2n], null],
    [[0n, 5n], [3n, 2n], '0'],
  ])('%j by %j is %s', ([a, b], [c, d], text) => {
    const quotient = divide({ of: a, over: b }, { of: c, over: d });
    expect(quotient === null ? null : textOf(quotient)).toBe(text);
  });
});

describe('printed', () => {
  it.each<[of: bigint, over: bigint, text: string]>([
    [2n, 3n, '0.666666666666'], // cut, never rounded up
    [-2n, 3n, '-0.666666666666'],
    [5n, 2n, '2.5'],
    [1n, 20n, '0.05'],
    [300n, 1n, '300'],
    [300n, 100n, '3'],
    [300n * ONE, ONE, '300'],
    [ONE / 20n, ONE, '0.05'],
    [1n, 10n ** 12n, '0.000000000001'],
    [-1n, 10n ** 12n, '-0.000000000001'],
    [1n, 10n ** 13n, '0'],
    [-1n, 10n ** 13n, '0'], // never a nought with a sign
    [1n, ONE, '0'],
    [-1n, ONE, '0'],
  ])('%i over %i: %s', (of, over, text) => expect(textOf({ of, over })).toBe(text));

  it('is the number that was read, without idle noughts', () => {
    fc.assert(
      fc.property(fc.boolean(), digits(20), fc.option(digits(12)), (isNegative, whole, fraction) => {
        const text = (isNegative ? '-' : '') + whole + (fraction === null ? '' : `.${fraction}`);
        const bare = (fraction ?? '').replace(/0+$/, '');
        const plain = whole.replace(/^0+(?=\d)/, '') + (bare === '' ? '' : `.${bare}`);
        expect(isDecimal(text)).toBe(true);
        expect(textOf(asRatio(amountOf(text)))).toBe(isNegative && plain !== '0' ? `-${plain}` : plain);
      }),
      { numRuns: 1000 },
    );
  });
});
