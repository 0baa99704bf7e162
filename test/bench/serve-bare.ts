// The same statements behind bare Fastify routes: `serve-bare.js DATABASE_URL`. Routes come by message.
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import pg from 'pg';
// A day is text here too: reading it as an instant would only make the bare route slower.
import '../../src/database/connection.js';

type Statement = { name: string; text: string; values: unknown[] };

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
const statements = new Map<string, Statement>();
const bare = fastify();
bare.get<{ Params: { name: string } }>('/:name', async ({ params }) => {
  const { text, values } = statements.get(params.name)!;
  const { rows } = await pool.query<Record<string, unknown>>(text, values);
  return { items: rows, next: null };
});
await bare.listen({ port: 0, host: '127.0.0.1' });
process.on('message', (statement: Statement) => {
  statements.set(statement.name, statement);
  process.send!({ ready: statement.name });
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
process.send!({ port: (bare.server.address() as AddressInfo).port });
