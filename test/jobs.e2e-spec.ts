import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { JobLedger } from '../src/jobs/ledger.service.js';
import { startApp, type TestApp } from './support/app.js';

let app: TestApp;
let ledger: JobLedger;
beforeAll(async () => {
  app = await startApp();
  ledger = app.get(JobLedger);
});
afterAll(() => app.close());
beforeEach(() => app.db.query('DELETE FROM job_run'));

const said = (result: string) => ({ run: async () => result });
const failing = { run: (): Promise<string> => Promise.reject(new Error('no luck')) };

/** The runs on record, with the minute and second at which each began. */
async function runs(): Promise<unknown[][]> {
  const last = await ledger.lastRuns();
  return last.map(({ state, startedAt, result, failed }) => [
    startedAt.toISOString().slice(14, 19),
    state,
    result,
    failed,
  ]);
}

describe('a look', () => {
  it('that did something is the one run of its schedule on record', async () => {
    app.timeIs('2024-06-30T03:00:00Z');
    await ledger.look('often', said('1 sealed'));
    app.timeIs('2024-06-30T03:00:01Z');
    await ledger.look('often', said('1 sealed'));
    expect(await runs()).toEqual([['00:01', 'done', '1 sealed', 0]]);
  });

  it('that had nothing to do is written down once a minute', async () => {
    app.timeIs('2024-06-30T03:00:00Z');
    await ledger.look('often', said('0 sealed'));
    app.timeIs('2024-06-30T03:00:59Z');
    await ledger.look('often', said('0 sealed'));
    expect(await runs()).toEqual([['00:00', 'done', '0 sealed', 0]]);
    app.timeIs('2024-06-30T03:01:00Z');
    await ledger.look('often', said('0 sealed'));
    expect(await runs()).toEqual([['01:00', 'done', '0 sealed', 0]]);
  });

  it('that fails is kept and counted, and the next that does not says so at once', async () => {
    app.timeIs('2024-06-30T03:00:00Z');
    await ledger.look('often', failing);
    await ledger.look('often', failing);
    expect(await runs()).toEqual([['00:00', 'failed', 'Error: no luck', 2]]);
    app.timeIs('2024-06-30T03:00:01Z');
    await ledger.look('often', said('0 sealed'));
    expect(await runs()).toEqual([['00:01', 'done', '0 sealed', 2]]);
  });

  it('on many instances at once leaves one row', async () => {
    await Promise.all([1, 2, 3, 4].map((n) => ledger.look('often', said(`${n} sealed`))));
    expect(await ledger.lastRuns()).toHaveLength(1);
  });
});

describe('the timetable', () => {
  it('is off where the instance is not a worker', () => {
    expect(app.nest.get(SchedulerRegistry, { strict: false }).getCronJobs().size).toBe(0);
  });

  it('runs by itself where it is, and waits for what runs when told to stop', async () => {
    const worker = await startApp({ roles: ['worker'] });
    expect(worker.nest.get(SchedulerRegistry, { strict: false }).getCronJobs().size).toBeGreaterThan(0);
    let finished = false;
    const slow = worker.get(JobLedger).look('slow', {
      run: async () => {
        await new Promise((done) => setTimeout(done, 300));
        finished = true;
        return 'done';
      },
    });
    await worker.close();
    expect(finished).toBe(true);
    await slow;
  });
});
