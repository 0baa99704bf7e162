import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';

/** The program as a person starts it: `npm start`, in a folder of its own for what it keeps. */
interface Running {
  url: string;
  child: ChildProcess;
  said(): string;
  /** Ends with the exit code, or null after a signal that kills. */
  ended: Promise<number | null>;
}

const A_MINUTE = 60_000;
/** What `npm start` runs: it builds first when a source is newer; and what it built. */
const NPM_START = 'src/start.mjs';
const BUILT = 'dist/src/main.js';
let dataFolder: string;
const started: Running[] = [];

beforeAll(async () => {
  dataFolder = await mkdtemp(join(process.env.TEST_FOLDER!, 'start-'));
  await chmod(dataFolder, 0o711);
  dataFolder = join(dataFolder, 'data');
});
afterAll(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGTERM');
    await ended;
  }
  await rm(dataFolder, { recursive: true, force: true });
});

describe('npm start', () => {
  let demo: Running;

  it(
    'serves the demo, and every page says that it is the demo',
    async () => {
      demo = await start('serve', NPM_START);
      expect((await get(`${demo.url}/health/ready`)).status).toBe(200);
      const front = await get(`${demo.url}/`);
      expect(front.status).toBe(200);
      expect(front.headers['content-type']).toMatch(/^text\/html/);
      const { items } = JSON.parse((await get(`${demo.url}/api/v1/pledges?limit=200`)).text) as {
        items: { id: string }[];
      };
      expect(items).toHaveLength(47);
      for (const path of ['/', `/pledges/${items[0]!.id}`, '/?lang=en', '/nowhere']) {
        expect([path, (await get(`${demo.url}${path}`, 'text/html')).text]).toEqual([
          path,
          expect.stringMatching(/demo|演示/i),
        ]);
      }
    },
    3 * A_MINUTE,
  );

  it('keeps a token for its owner alone, and says where', async () => {
    const file = join(dataFolder, 'token');
    expect(demo.said()).toContain(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataFolder, 'database-passwords.json')).mode & 0o777).toBe(0o600);
    const token = readFileSync(file, 'utf8').trim();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(demo.said()).not.toContain(token);
    expect((await post(`${demo.url}/api/v1/topics`, { nameZh: '试' })).status).toBe(401);
    expect((await post(`${demo.url}/api/v1/topics`, { nameZh: '试' }, token)).status).toBe(201);
  });

  it('listens to this machine alone', async () => {
    expect(demo.url).toContain('127.0.0.1');
    expect(demo.said()).toMatch(/"host":"127.0.0.1"/);
  });

  it('describes its API as OpenAPI 3.1, with a page to read it', async () => {
    const document = JSON.parse((await get(`${demo.url}/openapi.json`)).text) as { openapi: string };
    expect(document.openapi).toBe('3.1.0');
    // After a change of a route or a DTO: npm run openapi, and look at the difference.
    expect(document).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
    const page = await get(`${demo.url}/docs`);
    expect(page.status).toBe(200);
    const scripts = [...page.text.matchAll(/src="(\/docs\/[^"]+)"/g)].map((match) => match[1]!);
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect((await get(`${demo.url}${script}`)).status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
  });

  it(
    'finds its own server again after it was killed',
    async () => {
      const before = serverProcess();
      demo.child.kill('SIGKILL');
      await demo.ended;
      expect(isAlive(before)).toBe(true);
      demo = await start('serve');
      expect(serverProcess()).toBe(before);
      expect(JSON.parse((await get(`${demo.url}/api/v1/pledges?limit=200`)).text)).toMatchObject({
        items: { length: 47 },
      });
    },
    3 * A_MINUTE,
  );

  it(
    'lets an empty one be served beside it, and the last to stop stops the server',
    async () => {
      const server = serverProcess();
      const fresh = await start('fresh');
      expect(JSON.parse((await get(`${fresh.url}/api/v1/pledges`)).text)).toEqual({ items: [], next: null });
      expect((await get(`${fresh.url}/`, 'text/html')).text).not.toMatch(/演示数据/);
      fresh.child.kill('SIGTERM');
      expect(await fresh.ended).toBe(0);
      expect(isAlive(server)).toBe(true);
      expect((await get(`${demo.url}/health/ready`)).status).toBe(200);
    },
    3 * A_MINUTE,
  );

  it(
    'stops under load without losing a request, the server last',
    async () => {
      const server = serverProcess();
      const load = clients(demo.url, 8, 15_000);
      await new Promise((done) => setTimeout(done, 700));
      demo.child.kill('SIGTERM');
      const { answered, refused, failed } = await load;
      expect(failed).toEqual([]);
      expect(answered).toBeGreaterThan(20);
      expect(refused).toBeGreaterThan(0);
      expect(await demo.ended).toBe(0);
      expect(demo.said()).not.toMatch(/"level":[56]0/);
      await until(() => !isServing(server));
    },
    3 * A_MINUTE,
  );
});

describe('a start that cannot be', () => {
  it.each<[what: string, command: string, settings: Record<string, string>, says: RegExp]>([
    ['a bad value', 'serve', { PORT: 'http' }, /^Saydo cannot start: PORT is a whole number[^\n]*\n$/],
    [
      'an unknown setting',
      'serve',
      { SAYDO_COLOUR: 'red' },
      /^Saydo cannot start: SAYDO_COLOUR is not a setting[^\n]*\n$/,
    ],
    ['an unknown command', 'dance', {}, /^Saydo cannot start: 'dance' is not a command[^\n]*\n$/],
  ])(
    'for %s says so in one line',
    async (_what, command, settings, says) => {
      const child = spawnSaydo(BUILT, command, settings);
      let errors = '';
      child.stderr!.on('data', (part: Buffer) => (errors += part.toString()));
      const code = await new Promise((done) => child.once('close', done));
      expect(code).toBe(1);
      expect(errors).toMatch(says);
    },
    3 * A_MINUTE,
  );

  it.each<[what: string, isListening: boolean]>([
    ['is not there', false],
    ['takes the connection and is silent', true],
  ])(
    'for a database that %s says so within ten seconds, in one line',
    async (_what, isListening) => {
      const silent = createServer();
      const port = await freePort();
      if (isListening) await new Promise<void>((done) => silent.listen(port, '127.0.0.1', done));
      const began = performance.now();
      const child = spawnSaydo(BUILT, 'serve', { DATABASE_URL: `postgres://saydo_app:x@127.0.0.1:${port}/saydo` });
      let errors = '';
      child.stderr!.on('data', (part: Buffer) => (errors += part.toString()));
      const code = await new Promise((done) => child.once('close', done));
      silent.close();
      expect(code).toBe(1);
      expect(errors).toMatch(/^Saydo cannot start: the database does not answer: [^\n]*\n$/);
      expect(performance.now() - began).toBeLessThan(10_000);
    },
    A_MINUTE,
  );
});

async function start(command: string, program = BUILT): Promise<Running> {
  const port = await freePort();
  const child = spawnSaydo(program, command, { PORT: String(port) });
  let said = '';
  child.stdout!.on('data', (part: Buffer) => (said += part.toString()));
  child.stderr!.on('data', (part: Buffer) => (said += part.toString()));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const running = { url: `http://127.0.0.1:${port}`, child, said: () => said, ended };
  started.push(running);
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`it ended: ${said}`);
    return get(`${running.url}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
  });
  // The greeting follows the first answer.
  await until(() => said.includes('Saydo is at'));
  return running;
}

function spawnSaydo(program: string, command: string, settings: Record<string, string>): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, command], {
    env: { PATH, HOME, SAYDO_DATA: dataFolder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Clients that keep their connections and ask one thing after another, until they are refused. */
async function clients(
  url: string,
  count: number,
  longest: number,
): Promise<{ answered: number; refused: number; failed: string[] }> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: count });
  const deadline = performance.now() + longest;
  const outcome = { answered: 0, refused: 0, failed: [] as string[] };
  const paths = ['/api/v1/pledges?limit=5', '/health/live', '/'];
  const client = async (): Promise<void> => {
    for (let turn = 0; performance.now() < deadline; turn++) {
      try {
        const { status } = await get(`${url}${paths[turn % paths.length]}`, '*/*', agent);
        if (status === 200) outcome.answered += 1;
        else outcome.failed.push(String(status));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== 'ECONNREFUSED') outcome.failed.push(String(code));
        else outcome.refused += 1;
        if (code === 'ECONNREFUSED') return;
      }
    }
  };
  await Promise.all(Array.from({ length: count }, client));
  agent.destroy();
  return outcome;
}

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

function get(url: string, accept = '*/*', agent?: http.Agent): Promise<Answer> {
  return send(url, { headers: { accept }, agent: agent ?? false });
}

function post(url: string, body: object, token?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  return send(url, { method: 'POST', headers, agent: false }, JSON.stringify(body));
}

function send(url: string, options: http.RequestOptions, body?: string): Promise<Answer> {
  return new Promise((done, failed) => {
    const request = http.request(url, options, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => (text += part.toString()));
      answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      answer.on('error', failed);
    });
    request.on('error', failed);
    request.end(body);
  });
}

/** The number of the embedded server's process. */
function serverProcess(): number {
  return Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);
}

function pidFile(): string {
  return join(dataFolder, 'cluster', 'postmaster.pid');
}

/** PostgreSQL takes its file away when it has stopped. */
function isServing(process: number): boolean {
  try {
    return serverProcess() === process;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 2 * A_MINUTE;
  while (!(await met())) {
    if (performance.now() > deadline) throw new Error('it took too long');
    await new Promise((done) => setTimeout(done, 50));
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
