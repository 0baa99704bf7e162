import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export type Schema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
}

/** One operation of the API as its description has it. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  /** The schema of a JSON body; null where none is sent. */
  body: Schema | null;
  examples: Record<string, { value: unknown }>;
  /** True where the body is the bytes of a document. */
  takesBytes: boolean;
  answers: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

interface Content {
  schema: Schema;
  examples?: Record<string, { value: unknown }>;
}

interface Document {
  paths: Record<string, Record<string, Schema>>;
  components: { schemas: Record<string, Schema> } & Record<string, Record<string, Schema>>;
}

const COMPONENT = '#/components/schemas/';
const BYTES = 'application/octet-stream';

/** What the committed description of the API promises, as something that answers can be held against. */
export class Contract {
  readonly document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document;
  readonly operations: Operation[] = this.readOperations();
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly asked = new Map<Schema, ValidateFunction>();

  constructor() {
    formats.default(this.ajv);
    this.ajv.addFormat('iri', (text: string) => URL.canParse(text));
    this.ajv.addSchema(closed({ components: this.document.components }) as Schema, 'api');
  }

  operation(id: string): Operation {
    const found = this.operations.find((operation) => operation.id === id);
    if (!found) throw new Error(`there is no operation ${id}`);
    return found;
  }

  /** Follows a reference into the document. */
  resolve<T = Schema>(part: unknown): T {
    const { $ref } = part as { $ref?: string };
    if ($ref === undefined) return part as T;
    const [, , kind, name] = $ref.split('/') as [string, string, string, string];
    return this.document.components[kind]![name] as T;
  }

  /** Whether a value is what a schema says; a field that it does not name is not. */
  fits(schema: Schema, value: unknown): boolean {
    return this.validator(schema)(value);
  }

  /** What is wrong with an answer; nothing when it is as documented. */
  faultsOf(operation: Operation, status: number, type: string, body: unknown): string[] {
    if (status >= 500) return [`answers ${status}`];
    const own = operation.answers[status];
    if (!own && status < 400) return [`answers ${status}, which is not documented`];
    const content = this.resolve<Operation['answers'][string]>(own ?? operation.answers['default']).content;
    if (!content) return body === '' ? [] : ['has a body and should have none'];
    const schema = content[type]?.schema ?? content['*/*']?.schema;
    if (!schema) return [`is ${type}, which is not documented for ${status}`];
    if (type !== 'application/json' && !type.endsWith('+json')) return [];
    const validate = this.validator(schema);
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
    });
  }

  /** Calls `found` for every object in a value that a named schema describes. */
  walk(schema: Schema, value: unknown, found: (name: string, object: Record<string, unknown>) => void): void {
    if (typeof value !== 'object' || value === null) return;
    if (typeof schema.$ref === 'string') {
      found(schema.$ref.slice(COMPONENT.length), value as Record<string, unknown>);
      this.walk(this.resolve(schema), value, found);
      return;
    }
    for (const one of (schema.anyOf ?? []) as Schema[]) this.walk(one, value, found);
    if (Array.isArray(value)) for (const item of value) this.walk((schema.items ?? {}) as Schema, item, found);
    for (const [name, inner] of Object.entries((schema.properties ?? {}) as Record<string, Schema>)) {
      this.walk(inner, (value as Record<string, unknown>)[name], found);
    }
  }

  private validator(schema: Schema): ValidateFunction {
    let validate = this.asked.get(schema);
    if (!validate) {
      validate = this.ajv.compile(closed(schema) as Schema);
      this.asked.set(schema, validate);
    }
    return validate;
  }

  private readOperations(): Operation[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]): Operation => {
        const content = (operation.requestBody as { content?: Record<string, Content> })?.content ?? {};
        return {
          id: operation.operationId as string,
          method: method.toUpperCase(),
          path,
          parameters: ((operation.parameters ?? []) as unknown[]).map((each) => this.resolve<Parameter>(each)),
          body: content['application/json']?.schema ?? null,
          examples: content['application/json']?.examples ?? {},
          takesBytes: BYTES in content,
          answers: operation.responses as Operation['answers'],
        };
      }),
    );
  }
}

/** The same schema, in which an object has the fields that are listed and no others; references lead into `api`. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy: Schema = Object.fromEntries(Object.entries(schema).map(([name, inner]) => [name, closed(inner)]));
  if (typeof copy.$ref === 'string' && copy.$ref.startsWith('#/')) copy.$ref = `api${copy.$ref}`;
  const lists = typeof copy.properties === 'object' && (copy.type === 'object' || copy.type === undefined);
  return lists ? { additionalProperties: false, ...copy } : copy;
}
