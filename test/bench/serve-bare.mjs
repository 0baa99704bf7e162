// The same statements behind bare Fastify routes: `node serve-bare.mjs DATABASE_URL`. Routes come by message.
import Fastify from 'fastify';
import { Pool } from 'pg';
import { built } from './house.mjs';

// A day is text here too: reading it as an instant would only make the bare route slower.
await built('src/database/connection.js');
const pool = new Pool({ connectionString: process.argv[2], max: 10 });
const statements = new Map();
const fastify = Fastify();
fastify.get('/:name', async ({ params }) => {
  const { text, values } = statements.get(params.name);
  const { rows } = await pool.query(text, values);
  return { items: rows, next: null };
});
await fastify.listen({ port: 0, host: '127.0.0.1' });
process.on('message', ({ name, text, values }) => {
  statements.set(name, { text, values });
  process.send({ ready: name });
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
process.send({ port: fastify.server.address().port });
