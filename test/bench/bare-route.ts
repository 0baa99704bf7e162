// A Fastify route that parses JSON and answers JSON, and nothing else: what the preview is held against.
//   bare-route.js <path> <answer as JSON>
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';

const [path, answer] = process.argv.slice(2) as [string, string];
const says = JSON.parse(answer) as object;
const app = fastify();
app.post(path, (request, reply) => reply.code(200).send(request.body === null ? null : says));
await app.listen({ host: '127.0.0.1', port: 0 });
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
process.send!({ port: (app.server.address() as AddressInfo).port });
