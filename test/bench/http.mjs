// Asks two servers the same things in turn, so that whatever else the machine does befalls both.
import { Agent, request } from 'node:http';
import { openApp, built, median, startProcess, timed } from './house.mjs';

const AT_ONCE = 4;

/** The program and bare Fastify on one database, each in its own process. */
export async function openServers(url, instant) {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const app = await startProcess('serve-app.mjs', url, instant);
  const bare = await startProcess('serve-bare.mjs', url);
  return {
    /** How many times as long the program takes for `path` as bare Fastify for its statement; medians of bursts. */
    compare: async (path, { text, values }, { bursts = 5, each = 24 } = {}) => {
      await bare.ask({ name: 'route', text, values });
      const rounds = [];
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

/** The program's services on a database, and the statements that they send. */
export async function openListening(url, instant) {
  const app = await openApp(url);
  app.timeIs(instant);
  const { DataSource } = await import('typeorm');
  const db = app.get(DataSource);
  const query = db.query.bind(db);
  const sent = [];
  db.query = (text, values) => {
    sent.push({ text, values });
    return query(text, values);
  };
  return {
    db,
    query,
    service: async (path, name) => app.get((await built(path))[name]),
    /** What work answers, and the last statement it sent. */
    heard: async (work) => {
      sent.length = 0;
      const answer = await work();
      return { answer, statement: sent.at(-1) };
    },
    close: app.close,
  };
}

async function burst(agent, port, path, count) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await ask(agent, port, path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function ask(agent, port, path) {
  return new Promise((done, failed) => {
    const sent = request({ agent, port, path, host: '127.0.0.1' }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
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
