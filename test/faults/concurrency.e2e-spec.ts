import { afterEach, describe, expect, it } from '@jest/globals';
import { byLot } from '../support/chance.js';
import { Many } from '../support/many.js';
import { size } from '../support/size.js';

const SECONDS = size('SECONDS');
const MACHINES = size('MACHINES');
const A_MINUTE = 60_000;
const A_DAY = 3_000;

const THROUGH_PGBOUNCER = 'through PgBouncer in transaction mode';
const WAYS = process.env.TEST_PGBOUNCER === '1' ? ['directly', THROUGH_PGBOUNCER] : ['directly'];
if (WAYS.length === 1) {
  process.stderr.write(
    `NOT RUN: many machines ${THROUGH_PGBOUNCER}. TEST_PGBOUNCER=1 runs it, where PgBouncer is installed.\n`,
  );
}

describe.each(WAYS)(`${MACHINES} machines and eight writers, %s`, (way) => {
  let many: Many | undefined;

  afterEach(() => many?.close());

  it(
    `keep one log that all read alike, and every verdict, for ${SECONDS} s`,
    () =>
      byLot(async (chance) => {
        many = await Many.open({ pooled: way === THROUGH_PGBOUNCER, dayMs: A_DAY, instances: MACHINES, chance });
        await many.liveFor(SECONDS, 8);
        const faults = await many.faults();
        process.stderr.write(`${way}, ${SECONDS} s: ${JSON.stringify(await many.figures())}\n`);
        expect(faults).toEqual([]);
        expect(many.followers[0]!.entries.length).toBeGreaterThan(100);
      }),
    SECONDS * 1000 + 4 * A_MINUTE,
  );
});
