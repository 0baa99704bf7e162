import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { describeApi } from './openapi.js';
import { whole } from './route.js';

const DATA = { config: { declaration: whole(true, { may: 'anybody' }) } };
const PAGE = { config: { declaration: whole(true, { may: 'anybody', dress: 'page' }) } };
/** The page that reads the description writes styles into itself. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Saydo: the API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/open.js"></script>
</body>
</html>
`;
const OPEN = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`;

/** Serves the description of the API at `/openapi.json` and a page to read and try it at `/docs`. */
export function serveDocs(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  let description: string | undefined;
  fastify.get('/openapi.json', DATA, (_request, reply) => {
    description ??= JSON.stringify(describeApi(app));
    void reply.type('application/json; charset=utf-8').send(description);
  });
  const send = (reply: FastifyReply, type: string, body: string | Buffer): void => {
    void reply.type(type).header('content-security-policy', POLICY).send(body);
  };
  for (const path of ['/docs', '/docs/']) {
    fastify.get(path, PAGE, (_request, reply) => send(reply, 'text/html; charset=utf-8', HTML));
  }
  fastify.get('/docs/open.js', PAGE, (_request, reply) => send(reply, 'text/javascript; charset=utf-8', OPEN));
  const files = {
    'swagger-ui.css': 'text/css',
    'swagger-ui-bundle.js': 'text/javascript',
    'favicon-32x32.png': 'image/png',
  };
  for (const [name, type] of Object.entries(files)) {
    fastify.get(`/docs/${name}`, PAGE, async (_request, reply) => {
      send(reply, type, await readFile(join(FOLDER, name)));
      return reply;
    });
  }
}
