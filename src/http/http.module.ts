import { Module, type OnModuleInit } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, HttpAdapterHost } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import type { FastifyInstance } from 'fastify';
import { Draining } from './draining.js';
import { HealthController } from './health.controller.js';
import { addHooks } from './hooks.js';
import { Metrics } from './metrics.js';
import { ParametersGuard } from './parameters.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { strictValidation } from './validation.js';

/** How requests come in and answers go out, for every route of every room. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [
    Draining,
    Metrics,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: ParametersGuard },
    { provide: APP_PIPE, useFactory: strictValidation },
  ],
})
export class HttpModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly metrics: Metrics,
    private readonly draining: Draining,
  ) {}

  onModuleInit(): void {
    // Tasks of the command line have no HTTP.
    const fastify = this.host.httpAdapter?.getInstance<FastifyInstance>();
    if (fastify) addHooks(fastify, this.metrics, this.draining);
  }
}
