import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { JudgingService } from './judging.service.js';

const PREVIEW = '/api/v1/verdicts/preview';
/** Questions are judged together for so many milliseconds; then those that were are answered, and others have their turn. */
const LONGEST_TOGETHER = 4;

type Asked = { readonly body: unknown; readonly reply: FastifyReply };

/**
 * Judging reads nothing and keeps nothing, so its answer goes straight from body to rules: guards and interceptors would
 * cost more than the judging. Questions that arrive together are judged together, one after the other with nothing in
 * between: the rules then run from the processor's cache, a quarter off the whole request. The route itself stands in
 * `verdicts.controller.ts`, which also answers what has parameters.
 */
@Injectable()
export class PreviewRoute {
  private readonly waiting: Asked[] = [];

  constructor(
    { httpAdapter }: HttpAdapterHost,
    private readonly judging: JudgingService,
  ) {
    httpAdapter?.getInstance<FastifyInstance>().addHook('onRoute', (route) => {
      if (route.url !== PREVIEW || route.method !== 'POST') return;
      const controller = route.handler;
      const ask = (asked: Asked): void => this.ask(asked);
      route.handler = function answer(request: FastifyRequest, reply: FastifyReply): unknown {
        if (request.url !== PREVIEW) return controller.call(this, request, reply);
        ask({ body: request.body, reply });
        return undefined;
      };
    });
  }

  /** Takes a question; the first one of a turn of the event loop has all of them answered at its end. */
  private ask(asked: Asked): void {
    if (this.waiting.length === 0) setImmediate(() => this.answerAll());
    this.waiting.push(asked);
  }

  private answerAll(): void {
    const until = performance.now() + LONGEST_TOGETHER;
    const answers: (string | Error)[] = [];
    for (const { body } of this.waiting) {
      answers.push(this.answerTo(body));
      if (performance.now() > until) break;
    }
    const together = this.waiting.splice(0, answers.length);
    if (this.waiting.length > 0) setImmediate(() => this.answerAll());
    for (const [at, { reply }] of together.entries()) {
      void reply.header('content-type', 'application/json; charset=utf-8').send(answers[at]);
    }
  }

  /** The verdict as JSON, or the error that the question leads to. */
  private answerTo(body: unknown): string | Error {
    try {
      return JSON.stringify(this.judging.preview(body));
    } catch (error) {
      return error as Error;
    }
  }
}
