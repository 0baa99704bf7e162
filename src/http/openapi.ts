import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457: what went wrong, by a stable code, and a pointer to each field that is to blame.',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const NEEDS_TOKEN = [{ bearer: [] }];
/** Sent a body, and writes nothing. */
const FREE = new Set(['/api/v1/verdicts/preview']);

/** Serves the description of the API at `/openapi.json` and a page to read and try it at `/docs`. */
export function serveOpenApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), { jsonDocumentUrl: 'openapi.json' });
}

/** The API as OpenAPI 3.1: what the routes and their DTOs say, and what is true of every route. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Saydo')
    .setDescription('What governments promised in numbers, what was reported since, and where every promise stands.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'opaque' })
    .build();
  const description = SwaggerModule.createDocument(app, about);
  description.components = {
    ...description.components,
    schemas: { ...description.components?.schemas, Problem: PROBLEM },
  };
  for (const [path, item] of Object.entries(description.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      operation.responses['default'] = {
        description: 'Refused.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };
      if (method !== 'get' && !FREE.has(path)) operation.security = NEEDS_TOKEN;
    }
  }
  return description;
}
