import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { byLot } from '../support/chance.js';
import { Many } from '../support/many.js';
import { size } from '../support/size.js';

const SECONDS = size('SECONDS');
const A_MINUTE = 60_000;
/** An `Idempotency-Key` holds for a day: long enough to ask again after a machine is gone. */
const A_DAY = 10_000;

describe('a machine that is killed', () => {
  let many: Many | undefined;

  afterEach(() => many?.close());

  it(
    'in the middle of writing and settling leaves nothing half done, and nothing that was answered is lost or done twice',
    () =>
      byLot(async (chance) => {
        many = await Many.open({ pooled: false, dayMs: A_DAY, instances: size('MACHINES'), chance });
        const { instances } = many;
        const restarts: Promise<void>[] = [];
        let over = false;
        const killing = async (): Promise<void> => {
          while (!over) {
            await sleep(chance.whole(300, 1500));
            // Two at least go on: somebody must answer.
            if (instances.length > 2) restarts.push(many!.replace(chance.whole(0, instances.length - 1)));
          }
          await Promise.all(restarts);
        };
        await Promise.all([killing(), many.liveFor(SECONDS, 6).finally(() => (over = true))]);
        const faults = await many.faults();
        process.stderr.write(`${restarts.length} kills, ${SECONDS} s: ${JSON.stringify(await many.figures())}\n`);
        expect(faults).toEqual([]);
        expect(restarts.length).toBeGreaterThan(0);
      }),
    SECONDS * 1000 + 4 * A_MINUTE,
  );
});
