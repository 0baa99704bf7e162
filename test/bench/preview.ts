// POST /api/v1/verdicts/preview with twelve monthly figures, against a bare Fastify route that parses and answers JSON of
// the same size: preview.js [--rounds 9] [--requests 3000] [--connections 8]. Both run in processes of their own on
// loopback, asked in turns by the same few connections.
// The share by processor time (Linux) does not depend on what else the machine does; the share by requests a second does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bar, median, option, say, startProcess } from './house.js';
import { question } from './question.js';

const ROUNDS = option('rounds', 9);
const REQUESTS = option('requests', 3000);
const CONNECTIONS = option('connections', 8);
const PATH = '/api/v1/verdicts/preview';
/** Ticks a second in /proc: USER_HZ, 100 on every Linux that runs Node. */
const TICKS = 100;
const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));

type Asked = { port: number; pid: number };

const body = JSON.stringify(question);
const request = Buffer.from(
  `POST ${PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
);

const app = await startMain();
try {
  const verdict = await answerOf(app.port);
  say(`asks ${Buffer.byteLength(body)} bytes, answers ${Buffer.byteLength(verdict)}`);
  const bare = await startProcess('bare-route.js', PATH, verdict);
  try {
    await compare({ bare, ours: app });
  } finally {
    await bare.close();
  }
} finally {
  await app.close();
}

async function answerOf(port: number): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`http://127.0.0.1:${port}${PATH}`, { method: 'POST', headers, body });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status}: ${text}`);
  return text;
}

async function compare(servers: { bare: Asked; ours: Asked }): Promise<void> {
  const served = { ours: [] as number[], bare: [] as number[] };
  const spent = { ours: [] as number[], bare: [] as number[] };
  for (const { port } of Object.values(servers)) await ask(port, REQUESTS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of ['ours', 'bare'] as const) {
      const { port, pid } = servers[name];
      const ticks = ticksOf(pid);
      served[name].push(await ask(port, REQUESTS));
      spent[name].push((ticksOf(pid) - ticks) / TICKS / REQUESTS);
    }
  }
  for (const name of ['bare', 'ours'] as const) {
    const rate = Math.round(median(served[name])).toLocaleString('en');
    const time = ((sumOf(spent[name]) / ROUNDS) * 1e6).toFixed(0);
    say(`${name}: ${rate} a second, ${time} µs of processor time each`);
  }
  bar('of the bare route, by requests a second', median(served.ours) / median(served.bare), { atLeast: 0.4 });
  if (sumOf(spent.ours) > 0) {
    bar('of the bare route, by processor time', sumOf(spent.bare) / sumOf(spent.ours), { atLeast: 0.4 });
  }
}

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, each) => sum + each, 0);
}

/** Requests a second over a few connections, one request at a time on each. */
async function ask(port: number, requests: number): Promise<number> {
  const began = performance.now();
  const each = Math.ceil(requests / CONNECTIONS);
  await Promise.all(Array.from({ length: CONNECTIONS }, () => converse(port, each)));
  return (each * CONNECTIONS) / ((performance.now() - began) / 1000);
}

/** Asks on one connection, again as soon as an answer is whole. As little work as possible: the servers are measured. */
function converse(port: number, requests: number): Promise<void> {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setNoDelay(true);
    let left = requests;
    let buffered: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
      const head = buffered.indexOf('\r\n\r\n');
      if (head < 0) return;
      const text = buffered.toString('latin1', 0, head).toLowerCase();
      const length = Number(/content-length: (\d+)/.exec(text)?.[1]);
      if (!text.startsWith('http/1.1 200') || Number.isNaN(length)) {
        socket.destroy();
        failed(new Error(text));
        return;
      }
      if (buffered.length < head + 4 + length) return;
      buffered = Buffer.alloc(0);
      left -= 1;
      if (left > 0) socket.write(request);
      else socket.end(done);
    });
    socket.on('error', failed);
  });
}

/** Processor time of a process in ticks, its threads included; 0 where /proc does not tell. */
function ticksOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

/** The program as anybody starts it, on an empty database in a folder of its own. */
async function startMain(): Promise<Asked & { close(): Promise<void> }> {
  const data = await mkdtemp(join(tmpdir(), 'saydo-preview-'));
  const port = await freePort();
  const settings = { PORT: String(port), SAYDO_DATA: data, SAYDO_LOG_LEVEL: 'error', SAYDO_DRAIN_SECONDS: '0' };
  const child = spawn(process.execPath, [MAIN, 'fresh'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 240; tries += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (ready?.ok) return { port, pid: child.pid!, close };
    await new Promise((again) => setTimeout(again, 250));
  }
  await close();
  throw new Error('the program does not get ready');
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
