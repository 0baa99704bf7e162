import { expect, it } from '@jest/globals';
import { MAY, reaches } from './may.rules.js';

it.each([
  ['anybody', [true, false, false, false, false]],
  ['person', [true, true, false, false, false]],
  ['editor', [true, true, true, false, false]],
  ['reviewer', [true, true, true, true, false]],
  ['admin', [true, true, true, true, true]],
] as const)('%s may what is asked of those before', (held, may) => {
  expect(MAY.map((asked) => reaches(held, asked))).toEqual(may);
});
