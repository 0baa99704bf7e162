// A process of its own that tests start, and kill: it serves, and settles and seals without a pause.
import { setTimeout as sleep } from 'node:timers/promises';
import { SealJob } from '../../src/standings/settle/seal.job.js';
import { SettleStandingsJob } from '../../src/standings/settle/settle-standings.job.js';
import { join, type Joined } from './joined.js';

const nest = await join(JSON.parse(process.env.INSTANCE!) as Joined);
let stopping = false;

async function work(job: { run(): Promise<string> }, pause: number): Promise<void> {
  while (!stopping) {
    try {
      await job.run();
    } catch (error) {
      process.send?.({ fault: `${job.constructor.name}: ${error instanceof Error ? error.stack : String(error)}` });
    }
    await sleep(pause);
  }
}

const works = [
  work(nest.get(SettleStandingsJob, { strict: false }), 20),
  work(nest.get(SealJob, { strict: false }), 30),
];

async function stop(): Promise<void> {
  stopping = true;
  await Promise.all(works);
  await nest.close();
  process.exit(0);
}

process.on('message', () => void stop());
process.on('disconnect', () => process.exit(1));
process.send?.({ url: await nest.getUrl() });
