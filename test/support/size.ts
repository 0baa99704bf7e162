/**
 * How much the tests do of what has no natural end: little before a commit, all of it in `npm run test:long`.
 * Each can be set by itself, as in `TEST_HISTORIES=10 npm test`.
 */
const SIZES = {
  /** random histories, lived twice */
  HISTORIES: { little: 40, all: 1000 },
  /** generated requests */
  REQUESTS: { little: 1200, all: 20_000 },
  /** how long machines are written to at once, and killed */
  SECONDS: { little: 5, all: 60 },
  /** machines on one database, and the promises that they begin with */
  MACHINES: { little: 3, all: 4 },
  PROMISES: { little: 15, all: 40 },
  /** pledges among which no list reads a table from end to end */
  PLEDGES: { little: 6_000, all: 20_000 },
  /** runs of a property of the rules */
  RUNS: { little: 300, all: 1000 },
};

export function size(of: keyof typeof SIZES): number {
  const set = process.env[`TEST_${of}`];
  return set === undefined ? SIZES[of][IS_LONG ? 'all' : 'little'] : Number(set);
}

/** `npm run test:long`. */
export const IS_LONG = process.env.TEST_LONG === '1';
