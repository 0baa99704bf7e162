/** What is drawn by lot is drawn by this: always the same in `npm test`, anew in `npm run test:long` (test/support/setup.mjs). */
const SEED = Number(process.env.TEST_SEED);

/** Chance that can be had again: the same seed, the same throws. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** 0 up to 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.next() * times < 1;
  }

  /** A whole number, both ends among them. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** A whole number from 0 up to, but not, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  percent(percent: number): boolean {
    return this.next() * 100 < percent;
  }

  /** One of some, each as often as its weight says. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    let at = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    return items.find(([, weight]) => (at -= weight) < 0)![0];
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[this.whole(0, items.length - 1)]!;
  }
}

/** Does what is drawn by lot; when it fails, the seed is told by which the same is drawn again. */
export async function byLot(work: (chance: Chance) => Promise<void>): Promise<void> {
  try {
    await work(new Chance(SEED));
  } catch (error) {
    process.stderr.write(`drawn by TEST_SEED=${SEED}\n`);
    throw error;
  }
}

/** So many runs of a property; fast-check tells of a failure the path that leads to it, and `TEST_SEED=… TEST_PATH=…` goes there again. */
export function drawn(numRuns: number): { numRuns: number; seed: number; path?: string } {
  const { TEST_PATH: path } = process.env;
  return { numRuns, seed: SEED, ...(path && { path }) };
}
