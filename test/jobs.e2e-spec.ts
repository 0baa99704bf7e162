import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { JobLedger } from '../src/jobs/ledger.service.js';
import type { SlotSchedule } from '../src/jobs/slots.rules.js';
import { startApp, type TestApp } from './support/app.js';

const HOUR = 3_600_000;
const NIGHTLY: SlotSchedule = { name: 'nightly', every: 24 * HOUR, at: 3 * HOUR, latest: 20 * HOUR };

let app: TestApp;
let ledger: JobLedger;
beforeAll(async () => {
  app = await startApp();
  ledger = app.get(JobLedger);
});
afterAll(() => app.close());
beforeEach(() => app.db.query('DELETE FROM job_run'));

/** A job that counts its runs. */
function counting(): { runs: number; run(): Promise<string> } {
  return {
    runs: 0,
    async run() {
      this.runs += 1;
      return `run ${this.runs}`;
    },
  };
}

const failing = { run: (): Promise<string> => Promise.reject(new Error('no luck')) };

function rows(): Promise<{ slot: Date | null; state: string; result: string | null }[]> {
  return app.db.query('SELECT slot, state, result FROM job_run ORDER BY slot');
}

describe('a look', () => {
  it('keeps the last run of its schedule, and no more', async () => {
    const job = counting();
    await ledger.look('often', job);
    await ledger.look('often', job);
    expect(await rows()).toEqual([{ slot: null, state: 'done', result: 'run 2' }]);
  });

  it('that fails is kept as failed and does not stop the next', async () => {
    await ledger.look('often', failing);
    expect(await rows()).toEqual([{ slot: null, state: 'failed', result: 'Error: no luck' }]);
    await ledger.look('often', counting());
    expect(await rows()).toMatchObject([{ state: 'done' }]);
  });
});

describe('a slot', () => {
  it('is done once, however often and on however many instances one looks', async () => {
    const job = counting();
    app.timeIs('2024-06-30T03:00:01Z');
    await Promise.all([1, 2, 3, 4].map(() => ledger.catchUp(NIGHTLY, job)));
    app.timeIs('2024-06-30T17:00:00Z');
    await ledger.catchUp(NIGHTLY, job);
    expect(job.runs).toBe(1);
    expect(await rows()).toEqual([{ slot: new Date('2024-06-30T03:00:00Z'), state: 'done', result: 'run 1' }]);
  });

  it('that was missed is done late or written down as skipped: none is missing', async () => {
    const job = counting();
    app.timeIs('2024-06-27T04:00:00Z');
    await ledger.catchUp(NIGHTLY, job);
    app.timeIs('2024-06-30T05:00:00Z');
    await ledger.catchUp(NIGHTLY, job);
    expect((await rows()).map(({ slot, state, result }) => [slot?.toISOString().slice(0, 10), state, result])).toEqual([
      ['2024-06-27', 'done', 'run 1'],
      ['2024-06-28', 'skipped', 'too late'],
      ['2024-06-29', 'skipped', 'too late'],
      ['2024-06-30', 'done', 'run 2'],
    ]);
  });

  it('that fails is not tried again, and its neighbours are not touched', async () => {
    app.timeIs('2024-06-29T04:00:00Z');
    await ledger.catchUp(NIGHTLY, failing);
    app.timeIs('2024-06-30T04:00:00Z');
    await ledger.catchUp(NIGHTLY, counting());
    expect((await rows()).map(({ state }) => state)).toEqual(['failed', 'done']);
  });

  it('whose process was killed is taken over after an hour, not before', async () => {
    app.timeIs('2024-06-30T04:00:00Z');
    await app.db.query(
      `INSERT INTO job_run (schedule, slot, state, started_at) VALUES ('nightly', '2024-06-30T03:00:00Z', 'running', '2024-06-30T03:30:00Z')`,
    );
    const job = counting();
    await ledger.catchUp(NIGHTLY, job);
    expect(job.runs).toBe(0);
    app.timeIs('2024-06-30T04:31:00Z');
    await ledger.catchUp(NIGHTLY, job);
    expect(job.runs).toBe(1);
    expect(await rows()).toMatchObject([{ state: 'done' }]);
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
