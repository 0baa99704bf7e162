/** RFC 9457 as the API's description has it (`problem.filter.ts` writes it). */
export const PROBLEM = {
  type: 'object',
  description: 'RFC 9457: what went wrong, by a stable code, and a pointer to each field that is to blame.',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance', 'errors'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string' },
    code: { type: 'string', description: 'Stable: what programs go by.', pattern: '^[a-z][a-z0-9_]*$' },
    instance: { type: 'string', description: 'The path that was asked.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'A JSON pointer into the body, or / and the name of a parameter.' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

/** What a reader is told who holds the answer already. */
export const UNCHANGED = {
  description: 'As the tag in `If-None-Match` has it.',
  headers: { etag: { schema: { type: 'string' } } },
};

/** How a reader says what it holds. */
export const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The `etag` of an answer that is held: 304 while it is still the answer.',
  schema: { type: 'string' },
};

type Example = [name: string, description: string, code: string, pointer?: string, fieldCode?: string];

const EXAMPLES: Record<string, Example> = {
  400: ['Malformed', 'The request is not as documented.', 'invalid_request', '/asOf', 'invalid_value'],
  401: ['TokenNeeded', 'No token, or not the token.', 'token_missing'],
  404: ['NotFound', 'There is no such thing, or nothing was known then (`not_yet_known`).', 'pledge_not_found'],
  409: ['Conflict', 'In conflict with what is stored.', 'already_void'],
  413: ['TooLarge', 'The body is too large.', 'too_large'],
  415: ['UnsupportedMediaType', 'The body is of another media type.', 'unsupported_media_type'],
  422: [
    'RefusedByRule',
    'Understood, and refused by a rule of the product.',
    'unknown_topic',
    '/topicId',
    'unknown_topic',
  ],
  default: ['Refused', 'Refused; also what went wrong on our side.', 'internal'],
};

export interface Refused {
  responses: Record<string, object>;
  refer(status: number | string): { $ref: string };
}

/** The refusals that every route shares, each with an example, and how to refer to one. */
export function refusals(): Refused {
  return {
    responses: Object.fromEntries(
      Object.entries(EXAMPLES).map(([status, example]) => [example[0], response(status, example)]),
    ),
    refer: (status) => ({ $ref: `#/components/responses/${EXAMPLES[status]![0]}` }),
  };
}

function response(status: string, [, description, code, pointer, fieldCode]: Example): object {
  const example = {
    type: 'about:blank',
    title: description,
    status: status === 'default' ? 500 : Number(status),
    detail: description,
    code,
    instance: '/api/v1/pledges',
    errors: pointer ? [{ pointer, code: fieldCode, detail: 'what must be there instead' }] : [],
  };
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
  };
}
