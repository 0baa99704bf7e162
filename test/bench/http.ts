// Asks two servers the same things in turn, so that whatever else the machine does befalls both.
import { Agent, request } from 'node:http';
import { DataSource } from 'typeorm';
import { type App, median, openApp, startProcess, timed } from './house.js';

const AT_ONCE = 4;

export interface Statement {
  text: string;
  values: unknown[];
}

/** Milliseconds of the program and of bare Fastify, and how many times as long the program takes. */
export interface Compared {
  app: number;
  bare: number;
  ratio: number;
}

export interface Servers {
  /** The program at `path` against bare Fastify with its statement; medians of bursts of `each` requests. */
  compare(path: string, statement: Statement, size?: { bursts: number; each: number }): Promise<Compared>;
  get(path: string): Promise<Buffer>;
  close(): Promise<void>;
}

/** The program and bare Fastify on one database, each in its own process. */
export async function openServers(url: string, instant: string): Promise<Servers> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const app = await startProcess('serve-app.js', url, instant);
  const bare = await startProcess('serve-bare.js', url);
  return {
    compare: async (path, statement, { bursts, each } = { bursts: 5, each: 24 }) => {
      await bare.ask({ name: 'route', ...statement });
      const rounds: { ofApp: number; ofBare: number }[] = [];
      for (let round = -1; round < bursts; round++) {
        const ofApp = await timed(() => burst(agent, app.port, path, each));
        const ofBare = await timed(() => burst(agent, bare.port, '/route', each));
        if (round >= 0) rounds.push({ ofApp: ofApp / each, ofBare: ofBare / each });
      }
      return {
        app: median(rounds.map(({ ofApp }) => ofApp)),
        bare: median(rounds.map(({ ofBare }) => ofBare)),
        ratio: median(rounds.map(({ ofApp, ofBare }) => ofApp / ofBare)),
      };
    },
    get: (path) => ask(agent, app.port, path),
    close: async () => {
      agent.destroy();
      await app.close();
      await bare.close();
    },
  };
}

export interface Listening extends App {
  query: DataSource['query'];
  /** What work answers, and the last statement it sent. */
  heard<T>(work: () => Promise<T>): Promise<{ answer: T; statement: Statement }>;
}

/** The program's services on a database, and the statements that they send. */
export async function openListening(url: string, instant: string): Promise<Listening> {
  const app = await openApp(url);
  app.timeIs(instant);
  const db = app.get(DataSource);
  const query = db.query.bind(db);
  const sent: Statement[] = [];
  db.query = ((text: string, values: unknown[] = []) => {
    sent.push({ text, values });
    return query(text, values);
  }) as typeof query;
  return {
    ...app,
    query,
    heard: async (work) => {
      sent.length = 0;
      const answer = await work();
      return { answer, statement: sent.at(-1)! };
    },
  };
}

async function burst(agent: Agent, port: number, path: string, count: number): Promise<void> {
  let left = count;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await ask(agent, port, path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function ask(agent: Agent, port: number, path: string): Promise<Buffer> {
  return new Promise((done, failed) => {
    const sent = request({ agent, port, path, host: '127.0.0.1' }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        if (answer.statusCode === 200) done(body);
        else failed(new Error(`${path} answered ${answer.statusCode}: ${body.toString().slice(0, 300)}`));
      });
    });
    sent.once('error', failed);
    sent.end();
  });
}
