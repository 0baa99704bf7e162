import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { JudgingService } from './judging.service.js';

const PREVIEW = '/api/v1/verdicts/preview';

/**
 * Judging reads nothing and keeps nothing, so its answer goes straight from body to rules: guards and interceptors would
 * cost more than the judging. The route itself stands in `verdicts.controller.ts`, which also answers what has parameters.
 */
@Injectable()
export class PreviewRoute {
  constructor({ httpAdapter }: HttpAdapterHost, judging: JudgingService) {
    httpAdapter?.getInstance<FastifyInstance>().addHook('onRoute', (route) => {
      if (route.url !== PREVIEW || route.method !== 'POST') return;
      const controller = route.handler;
      route.handler = function answer(request: FastifyRequest, reply: FastifyReply): unknown {
        if (request.url !== PREVIEW) return controller.call(this, request, reply);
        const verdict = judging.preview(request.body);
        return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(verdict));
      };
    });
  }
}
