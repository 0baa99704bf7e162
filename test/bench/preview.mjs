// POST /api/v1/verdicts/preview with twelve monthly figures, against a bare Fastify route that parses and answers JSON of
// the same size. Both run in processes of their own on loopback, asked in turns by the same few connections.
//   npm run build && node test/bench/preview.mjs [--rounds 9] [--requests 3000] [--connections 8]
// The share by processor time (Linux) does not depend on what else the machine does; the share by requests a second does.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bar, median, option, say, startProcess } from './house.mjs';

const ROUNDS = option('rounds', 9);
const REQUESTS = option('requests', 3000);
const CONNECTIONS = option('connections', 8);
const PATH = '/api/v1/verdicts/preview';
/** Ticks a second in /proc: USER_HZ, 100 on every Linux that runs Node. */
const TICKS = 100;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const main = join(process.env.BENCH_DIST ?? join(root, 'dist'), 'src', 'main.js');
if (!existsSync(main)) throw new Error(`${main} is not there: build first (npm run build)`);

const figures = Array.from({ length: 12 }, (_, at) => {
  const month = String(at + 1).padStart(2, '0');
  const last = new Date(Date.UTC(2024, at + 1, 0)).toISOString().slice(0, 10);
  const days = { periodStart: `2024-${month}-01`, periodEnd: last, publishedOn: last };
  return { id: `f${at}`, form: 'increment', value: String(20 + at), ...days };
});
const target = { comparator: 'at_least', measure: 'flow', value: '360', start: '2024-01-01', due: '2024-12-31' };
const body = JSON.stringify({ asOf: '2024-12-31', target: { ...target, cadence: 'monthly' }, figures });
const request = Buffer.from(
  `POST ${PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
);

const app = await startApp();
let bare;
try {
  const answer = await fetch(`http://127.0.0.1:${app.port}${PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const verdict = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status}: ${verdict}`);
  say(`asks ${Buffer.byteLength(body)} bytes, answers ${Buffer.byteLength(verdict)}: ${JSON.parse(verdict).headline}`);
  bare = await startProcess('bare-route.mjs', PATH, verdict);
  await compare();
} finally {
  await bare?.close();
  await app.close();
}

async function compare() {
  const served = { ours: [], bare: [] };
  const spent = { ours: [], bare: [] };
  const servers = { ours: app, bare };
  for (const server of Object.values(servers)) await ask(server.port, REQUESTS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, server] of Object.entries(servers)) {
      const ticks = ticksOf(server.pid);
      served[name].push(await ask(server.port, REQUESTS));
      spent[name].push((ticksOf(server.pid) - ticks) / TICKS / REQUESTS);
    }
  }
  for (const name of ['bare', 'ours']) {
    const time = sumOf(spent[name]) / ROUNDS;
    say(
      `${name}: ${Math.round(median(served[name])).toLocaleString('en')} a second, ${(time * 1e6).toFixed(0)} µs of processor time each`,
    );
  }
  bar('of the bare route, by requests a second', median(served.ours) / median(served.bare), { atLeast: 0.5 });
  if (sumOf(spent.ours) > 0) {
    bar('of the bare route, by processor time', sumOf(spent.bare) / sumOf(spent.ours), { atLeast: 0.5 });
  }
}

function sumOf(list) {
  return list.reduce((sum, each) => sum + each, 0);
}

/** Requests a second over a few connections, one request at a time on each. */
async function ask(port, requests) {
  const began = performance.now();
  const each = Math.ceil(requests / CONNECTIONS);
  await Promise.all(Array.from({ length: CONNECTIONS }, () => converse(port, each)));
  return (each * CONNECTIONS) / ((performance.now() - began) / 1000);
}

/** Asks on one connection, again as soon as an answer is whole. As little work as possible: the servers are measured. */
function converse(port, requests) {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setNoDelay(true);
    let left = requests;
    let buffered = Buffer.alloc(0);
    socket.on('data', (chunk) => {
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
function ticksOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

/** The program as anybody starts it, on an empty database in a folder of its own. */
async function startApp() {
  const data = await mkdtemp(join(tmpdir(), 'saydo-preview-'));
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    SAYDO_DATA: data,
    SAYDO_LOG_LEVEL: 'error',
    SAYDO_DRAIN_SECONDS: '0',
  };
  const child = spawn(process.execPath, [main, 'fresh'], { env, cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((done) => child.once('exit', done));
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(data, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 240; tries += 1) {
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (ready?.ok) return { port, pid: child.pid, close };
    await new Promise((again) => setTimeout(again, 250));
  }
  await close();
  throw new Error('the program does not get ready');
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
