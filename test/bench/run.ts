// Every benchmark, one after the other, each in a process of its own, on one server of its own: test/bench/README.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The benchmarks, and how each is rehearsed with 20,000 rows. */
const ALL: Record<string, string[]> = {
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
    const script = fileURLToPath(new URL(`${name}.js`, import.meta.url));
    const { status } = spawnSync(process.execPath, [script, ...(isSmall ? ALL[name]! : [])], {
      stdio: 'inherit',
      env: { ...process.env, BENCH_FOLDER: folder },
    });
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  if (!process.env.BENCH_FOLDER) rmSync(folder, { recursive: true, force: true });
}
