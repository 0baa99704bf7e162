import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/clock/clock.js';
import { readConfig } from '../../src/config.js';
import { httpAdapter } from '../../src/http/adapter.js';
import { createLog, NestLog } from '../../src/http/logs.js';
import { type Running, RunningClock } from './running-clock.js';

export const TOKEN = 'a-token-for-tests-of-forty-letters-or-so';

/** What an instance is told: a database that others use too, and what time it is. */
export interface Joined {
  databaseUrl: string;
  dataFolder: string;
  clock: Running;
}

/** One more Saydo on a database that is there already. Nothing runs by itself. */
export async function join({ databaseUrl, dataFolder, clock }: Joined): Promise<NestFastifyApplication> {
  const settings = { SAYDO_DATA: dataFolder, SAYDO_LOG_LEVEL: 'error', DATABASE_URL: databaseUrl };
  const standard = readConfig({ ROLES: 'web', SAYDO_ADMIN_TOKEN: TOKEN, SAYDO_DRAIN_SECONDS: '0' }, settings);
  const log = createLog(standard.logLevel);
  const testing = await Test.createTestingModule({ imports: [AppModule.forRoot(standard, databaseUrl)] })
    .overrideProvider(Clock)
    .useValue(new RunningClock(clock))
    .compile();
  const nest = testing.createNestApplication<NestFastifyApplication>(httpAdapter(log, standard.trustedProxies), {
    logger: new NestLog(log),
    bodyParser: false,
  });
  await nest.listen(0, '127.0.0.1');
  return nest;
}
