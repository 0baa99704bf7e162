import { spawn } from 'node:child_process';
import type { Account } from './account.js';

/** Runs a program to its end as the given user. Throws with what it said when it fails. */
export function runProgram(path: string, words: string[], account: Account | null): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(path, words, {
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      // A server started by it must not die of a Ctrl-C meant for us.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...account,
    });
    let said = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    child.once('error', failed);
    child.once('close', (code) => {
      if (code === 0) done();
      else failed(new Error(`${path} ended with ${code}: ${said.trim().slice(-2000)}`));
    });
  });
}
