import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheck, type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { DataSource } from 'typeorm';
import { Draining } from './draining.js';
import { Metrics } from './metrics.js';
import { Route } from './route.js';

/** What machines ask: does it run, can it serve, how is it doing. */
@ApiExcludeController()
@Controller()
@Route({ may: 'anybody', dress: 'probe' })
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly db: DataSource,
    private readonly draining: Draining,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => {
        const serving = this.indicators.check('serving');
        return this.draining.begun ? serving.down('stopping') : serving.up();
      },
      async () => {
        const database = this.indicators.check('database');
        return this.db.query('SELECT 1').then(
          () => database.up(),
          () => database.down(),
        );
      },
    ]);
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  counted(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
