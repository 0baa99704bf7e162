import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Joined } from './joined.js';

const SCRIPT = fileURLToPath(new URL('instance.ts', import.meta.url));
const TYPESCRIPT = new URL('typescript.mjs', import.meta.url).href;

/** A Saydo in a process of its own. */
export class Instance {
  /** What it logged as an error, and what its jobs failed by. */
  readonly faults: string[] = [];
  private readonly ended: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    public url: string,
  ) {
    child.stderr!.on('data', (text: Buffer) => void this.faults.push(text.toString()));
    child.on('message', (said: { fault?: string }) => void (said.fault && this.faults.push(said.fault)));
    this.ended = new Promise((done) => child.once('exit', () => done()));
  }

  static async start(joined: Joined): Promise<Instance> {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--enable-source-maps', '--import', TYPESCRIPT, SCRIPT],
      {
        env: { PATH: process.env.PATH, INSTANCE: JSON.stringify(joined) },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    const instance = new Instance(child, '');
    child.stdout!.on('data', (text: Buffer) => void instance.faults.push(text.toString()));
    instance.url = await new Promise<string>((done, failed) => {
      child.once('message', (said: { url?: string }) => void (said.url && done(said.url)));
      child.once('exit', () => failed(new Error(`an instance did not start: ${instance.faults.join('\n')}`)));
    });
    return instance;
  }

  /** Ends what it does and closes. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.connected) this.child.send('stop');
    await this.ended;
  }

  /** Ends it in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
