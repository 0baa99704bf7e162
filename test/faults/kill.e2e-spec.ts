import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Many } from '../support/many.js';

const SECONDS = Number(process.env.TEST_SECONDS ?? 15);
const A_MINUTE = 60_000;
/** An `Idempotency-Key` holds for a day: long enough to ask again after a machine is gone. */
const A_DAY = 10_000;

describe('a machine that is killed', () => {
  let many: Many | undefined;

  afterEach(() => many?.close());

  it(
    'in the middle of writing and settling leaves nothing half done, and nothing that was answered is lost or done twice',
    async () => {
      many = await Many.open({ pooled: false, dayMs: A_DAY, instances: 4 });
      const { instances } = many;
      const restarts: Promise<void>[] = [];
      let over = false;
      const killing = async (): Promise<void> => {
        while (!over) {
          await sleep(300 + Math.random() * 1200);
          // Two at least go on: somebody must answer.
          if (instances.length > 2) restarts.push(many!.replace(Math.floor(Math.random() * instances.length)));
        }
        await Promise.all(restarts);
      };
      await Promise.all([killing(), many.liveFor(SECONDS, 6).finally(() => (over = true))]);
      const faults = await many.faults();
      process.stderr.write(`${restarts.length} kills, ${SECONDS} s: ${JSON.stringify(await many.figures())}\n`);
      expect(faults).toEqual([]);
      expect(restarts.length).toBeGreaterThan(0);
    },
    SECONDS * 1000 + 4 * A_MINUTE,
  );
});
