import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { IF_NONE_MATCH, PROBLEM, type Refused, refusals, UNCHANGED } from './refusals.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Fields = Record<string, unknown>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const TAGS: Record<string, string> = {
  pledges: 'Promises with their targets, versions, verdicts and notes',
  targets: 'One measurable part of a promise',
  indicators: 'What is counted, and its figures',
  figures: 'Published statements, their revisions',
  verdicts: 'What rules, target, figures and a day say',
  board: 'Counts by headline',
  flags: 'Changes that want a person',
  changes: 'The log, to be followed',
  decisions: 'Rulings of reviewers',
  voids: 'Our own mistakes, taken back',
  sources: 'Published documents and their kept copies',
  jurisdictions: 'Governments',
  agencies: 'Bodies of governments',
  programmes: 'Promises issued together',
  topics: 'Fields of policy',
  units: 'What is counted in',
};
const ABOUT = `What governments promised in numbers, what was reported since, and where every promise stands.

Days are \`YYYY-MM-DD\`, instants RFC 3339, decimals text. Parameters and fields that are not described are refused. Lists
are walked by \`next\`: hand it back as \`cursor\`. Reading needs no token. A write with an \`Idempotency-Key\` is carried out
once. Whatever is refused is answered as a problem (RFC 9457) with a stable \`code\`.`;

/** The API as OpenAPI 3.1: what the routes and their DTOs say, and what is true of every route. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Saydo')
    .setDescription(ABOUT)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'opaque' });
  for (const [tag, means] of Object.entries(TAGS)) about.addTag(tag, means);
  const description = SwaggerModule.createDocument(app, about.build(), {
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '').toLowerCase()}_${method}`,
  });
  const schemas = description.components?.schemas as Record<string, Fields>;
  const refused = refusals();
  description.components = {
    ...description.components,
    schemas: { ...(schemas as object), Problem: PROBLEM },
    responses: { ...refused.responses, Unchanged: UNCHANGED },
    parameters: { IfNoneMatch: IF_NONE_MATCH } as never,
  };
  for (const [path, item] of Object.entries(description.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      describeParameters(operation);
      describeAnswers(operation, method, path, refused);
    }
  }
  for (const name of schemasOf(description.paths, 'requestBody', schemas)) schemas[name]!.additionalProperties = false;
  countInWholes(description.paths);
  countInWholes(schemas);
  return description;
}

/** A list in a parameter is written with commas, and every id is a UUID. */
function describeParameters(operation: Operation): void {
  for (const parameter of operation.parameters ?? []) {
    const { schema, in: where } = parameter as { schema?: Fields; in?: string };
    if (!schema) continue;
    if (where === 'path') schema.format = 'uuid';
    if (!schema.items) continue;
    schema.type = 'array';
    schema.minItems = 1;
    Object.assign(parameter, { style: 'form', explode: false });
  }
}

/** What an operation may answer besides what its route says. */
function describeAnswers(operation: Operation, method: string, path: string, refused: Refused): void {
  const parameters = (operation.parameters ??= []) as { name?: string }[];
  const isKnownAt = parameters.some(({ name }) => name === 'knownAt');
  const statuses = [400];
  if (path.includes('{') || isKnownAt) statuses.push(404);
  if (method !== 'get') statuses.push(413, 415, 422);
  if (operation.security) statuses.push(401);
  if (operation.security && method !== 'get') statuses.push(409);
  for (const answer of Object.values(operation.responses)) {
    if (answer && 'description' in answer && answer.description === '') {
      answer.description = method === 'get' ? 'What was asked for.' : 'What stands now.';
    }
  }
  for (const status of statuses) operation.responses[status] = refused.refer(status);
  operation.responses['default'] = refused.refer('default');
  if (method === 'get') {
    operation.responses['304'] = { $ref: '#/components/responses/Unchanged' };
    operation.parameters.push({ $ref: '#/components/parameters/IfNoneMatch' });
  }
}

/** The names of the schemas that the parts called `part` refer to, however deep. */
function schemasOf(paths: object, part: string, schemas: Record<string, Fields>): Set<string> {
  const found = new Set<string>();
  const follow = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, item] of Object.entries(value)) {
      const schema = name === '$ref' ? String(item).replace('#/components/schemas/', '') : '';
      if (!(schema in schemas)) follow(item);
      else if (!found.has(schema)) {
        found.add(schema);
        follow(schemas[schema]);
      }
    }
  };
  for (const item of Object.values(paths) as Fields[]) {
    for (const operation of Object.values(item) as Fields[]) follow(operation[part]);
  }
  return found;
}

/** Decimals are text in this API: a number is a whole one. */
function countInWholes(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const fields = value as Fields;
  if (fields.type === 'number') fields.type = 'integer';
  if (Array.isArray(fields.type))
    fields.type = fields.type.map((type: unknown) => (type === 'number' ? 'integer' : type));
  for (const item of Object.values(fields)) countInWholes(item);
}
