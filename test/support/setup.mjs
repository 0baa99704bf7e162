// Before all tests: a folder for the database server that the first spec which wants one starts (test/support/server.ts).
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'saydo-test-';

export default function setup() {
  clearLeftovers();
  const folder = join(tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(folder);
  // The server may run as a user of its own.
  chmodSync(folder, 0o711);
  process.env.TEST_FOLDER = folder;
  process.env.TEST_SEED ??= seed();
}

/** What is drawn by lot: the same before each commit, anew in the long run, which says what it drew. */
function seed() {
  if (process.env.TEST_LONG !== '1') return '20240630';
  const drawn = String(randomInt(2 ** 31));
  process.stderr.write(`TEST_SEED=${drawn}\n`);
  return drawn;
}

/** Stops the server of a folder and removes the folder. */
export function clear(folder) {
  const pidFile = join(folder, 'data', 'cluster', 'postmaster.pid');
  if (existsSync(pidFile)) {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    try {
      process.kill(pid, 'SIGQUIT');
      for (let tries = 0; tries < 100 && existsSync(pidFile); tries++) execFileSync('sleep', ['0.05']);
    } catch {
      // it is gone already
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Servers of test runs that were killed. */
function clearLeftovers() {
  for (const name of readdirSync(tmpdir())) {
    if (name.startsWith(PREFIX) && !isAlive(Number(name.slice(PREFIX.length)))) {
      try {
        clear(join(tmpdir(), name));
      } catch {
        // somebody else's
      }
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
