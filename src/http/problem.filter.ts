import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type FieldRefusal, Refusal, type RefusalKind } from '../errors.js';

/** RFC 9457, with a stable `code` and, where fields are to blame, a pointer to each. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  instance: string;
  errors: { pointer: string; code: string; detail: string }[];
}

const STATUS: Record<RefusalKind, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unprocessable: 422,
};

const TITLES: Record<number, [code: string, title: string]> = {
  400: ['invalid_request', 'The request is not as documented'],
  401: ['unauthorized', 'A token is needed'],
  403: ['forbidden', 'Not allowed'],
  404: ['not_found', 'Not found'],
  405: ['method_not_allowed', 'Not a method of this address'],
  406: ['not_acceptable', 'Not to be had in that form'],
  408: ['too_slow', 'The request took too long'],
  409: ['conflict', 'In conflict with what is stored'],
  413: ['too_large', 'The request is too large'],
  414: ['address_too_long', 'The address is too long'],
  415: ['unsupported_media_type', 'The body must be application/json'],
  422: ['refused', 'Refused by a rule'],
  431: ['headers_too_large', 'The headers are too large'],
  500: ['internal', 'Something went wrong on our side'],
  503: ['unavailable', 'Not ready'],
};

/** The database is not there, is full, stops, or had to undo what collided: the same request may do later. */
const DATABASE_AWAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', '08001', '08006', '08P01', '53300', '57P01', '57P02', '57P03'],
  ...['40001', '40P01', '55P03', '57014'],
]);

/** The one place where a refusal becomes an answer. Anything else is a bug: logged whole, shown as nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(thrown, request.url);
    if (problem.status >= 500 && !(thrown instanceof HttpException))
      this.logger.error(thrown instanceof Error ? thrown : String(thrown), request.url);
    sendProblem(reply, problem);
  }
}

/** Answers with a problem. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (problem.status === 503) void reply.header('retry-after', '1');
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Answers what is not HTTP, where there is no request to answer to, and ends its connection. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
  const body = JSON.stringify(problem(status, ''));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** The problem that tells what was thrown; `address` is the request's. */
export function problemOf(thrown: unknown, address: string): Problem {
  if (thrown instanceof Refusal) {
    return problem(STATUS[thrown.kind], address, thrown.code, thrown.message, thrown.errors);
  }
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  if (status < 400 || status >= 500) return problem(status === 503 ? 503 : 500, address);
  return problem(status, address, codeOf(thrown) === 'FST_ERR_BAD_URL' ? 'malformed_address' : undefined);
}

function problem(
  status: number,
  address: string,
  code?: string,
  detail?: string,
  errors: FieldRefusal[] = [],
): Problem {
  const [standardCode, title] = TITLES[status] ?? ['invalid_request', 'The request was refused'];
  return {
    type: 'about:blank',
    title,
    status,
    detail: detail ?? `${title}.`,
    code: code ?? standardCode,
    instance: address.split('?', 1)[0]!,
    errors: errors.map(({ pointer, code, message }) => ({ pointer, code, detail: message })),
  };
}

function codeOf(thrown: unknown): unknown {
  return ((thrown ?? {}) as { code?: unknown }).code;
}

function statusOf(thrown: unknown): number {
  if (DATABASE_AWAY.has(String(codeOf(thrown)))) return 503;
  const { statusCode } = (thrown ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}
