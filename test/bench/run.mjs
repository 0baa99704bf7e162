// Every benchmark, one after the other, each in a process of its own, on one server of its own:
//   npm run bench                      all of them; half an hour, most of it filling 500,000 pledges
//   npm run bench -- lists settling    some of them
//   npm run bench -- --small           as rehearsal: 20,000 pledges and targets
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const ALL = {
  verdicts: [],
  preview: [],
  changes: [],
  'past-board': ['--targets', '20000'],
  rejudging: ['--targets', '20000'],
  lists: ['--pledges', '20000'],
  settling: ['--stored', '20000'],
};

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isSmall = process.argv.includes('--small');
const unknown = asked.find((name) => !(name in ALL));
if (unknown !== undefined) throw new Error(`'${unknown}' is not a benchmark: ${Object.keys(ALL).join(', ')}`);

// Filled once, used by all.
const folder = process.env.BENCH_FOLDER ?? mkdtempSync(join(tmpdir(), 'saydo-bench-'));
try {
  for (const name of asked.length > 0 ? asked : Object.keys(ALL)) {
    process.stdout.write(`\n${name}\n`);
    const { status } = spawnSync(process.execPath, [join(here, `${name}.mjs`), ...(isSmall ? ALL[name] : [])], {
      stdio: 'inherit',
      env: { ...process.env, BENCH_FOLDER: folder },
    });
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  if (!process.env.BENCH_FOLDER) rmSync(folder, { recursive: true, force: true });
}
