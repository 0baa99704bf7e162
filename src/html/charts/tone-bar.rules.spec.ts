import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type Tone } from '../words.rules.js';
import { segmentsOf } from './tone-bar.rules.js';

const none: Record<Tone, number> = { bad: 0, slow: 0, dim: 0, good: 0, none: 0 };

it('leaves out what does not occur and keeps the order', () => {
  const segments = segmentsOf({ ...none, good: 15, bad: 12, dim: 9, none: 11 });
  expect(segments.map(({ tone }) => tone)).toEqual(['bad', 'dim', 'good', 'none']);
  expect(segments[0]!.width).toBeCloseTo((12 / 47) * 100, 5);
  expect(segments.every(({ from, label }) => from === label)).toBe(true);
});

it('is empty for nothing', () => expect(segmentsOf(none)).toEqual([]));

it('fills its width, hides nobody, and keeps labels apart', () => {
  const some = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9_999 }));
  const counts = fc.record({ bad: some, slow: some, dim: some, good: some, none: some });
  fc.assert(
    fc.property(counts, (each) => {
      const segments = segmentsOf(each);
      if (segments.length === 0) return;
      expect(segments.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100, 6);
      for (const [at, segment] of segments.entries()) {
        expect((segment.width / 100) * 328).toBeGreaterThan(4);
        expect(segment.label).toBeGreaterThanOrEqual(0);
        const next = segments[at + 1];
        if (next) expect(next.label - segment.label).toBeGreaterThan(7);
      }
    }),
    { numRuns: 1000 },
  );
});
