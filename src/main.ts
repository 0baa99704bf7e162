import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { seed } from '../seeds/seed.js';
import { AppModule } from './app.module.js';
import { BadSetting, type Config, readConfig } from './config.js';
import { type OpenDatabase, openDatabase } from './database/open.js';
import { httpAdapter } from './http/adapter.js';
import { serveDocs } from './http/docs.js';
import { createLog, NestLog } from './http/logs.js';
import { describeApi } from './http/openapi.js';
import { tokenFile } from './people/token.js';
import { ReplayService } from './standings/audit/replay.service.js';
import { VerifyService } from './standings/audit/verify.service.js';

/** What can be done once and then is done; each says what it did. */
const TASKS: Record<string, (app: INestApplicationContext) => Promise<string>> = {
  seed,
  verify: async (app) => {
    const { entries, verdicts, copies, differences } = await app.get(VerifyService, { strict: false }).verify();
    const seen = `${entries} entries, ${verdicts} verdicts with their spans, ${copies} kept copies`;
    if (differences.length === 0) return `${seen}: as they must be`;
    process.exitCode = 1;
    return [...differences, `${seen}: ${differences.length} differences`].join('\n');
  },
  rebuild: async (app) => {
    const { targets, faults } = await app.get(ReplayService, { strict: false }).rebuild();
    if (faults.length > 0) process.exitCode = 1;
    const left = faults.map(({ targetId, reason }) => `target ${targetId}: its pledge is left as it was, ${reason}`);
    return [...left, `${targets} targets rebuilt`].join('\n');
  },
};
const COMMANDS = ['serve', 'fresh', 'describe', ...Object.keys(TASKS)];
/** After so long a stop is carried out whatever still runs. */
const LONGEST_STOP = 60_000;

try {
  await main(process.argv[2] ?? 'serve');
} catch (error) {
  const whole = error instanceof Error && !(error instanceof BadSetting) ? `\n${error.stack ?? ''}` : '';
  process.stderr.write(`Saydo cannot start: ${error instanceof Error ? error.message : String(error)}${whole}\n`);
  process.exit(1);
}

/** Reads the settings, opens the database, and serves until told to stop, or does one task. */
async function main(command: string): Promise<void> {
  if (!COMMANDS.includes(command)) throw new BadSetting(`'${command}' is not a command: ${COMMANDS.join(', ')}`);
  const config = readConfig(command === 'fresh' ? { SAYDO_DATABASE: 'saydo' } : {});
  const log = createLog(config.logLevel);
  // Standard output is the document's: Nest's hints of what it leaves out do not belong there.
  if (command === 'describe') return describe(config, createLog('error'));
  const database = await openDatabase(config);
  try {
    const task = TASKS[command];
    if (task) {
      await carryOut(task, config, database, log);
    } else {
      const app = await serve(config, database, log);
      stopOnSignal(app, database, log);
      process.stderr.write(greeting(config));
    }
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Writes the description of the API, which needs routes and their DTOs and nothing that runs. */
async function describe(config: Config, log: Logger): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, 'postgres:///'),
    httpAdapter(log, []),
    { logger: new NestLog(log), bodyParser: false, abortOnError: false, preview: true },
  );
  process.stdout.write(`${JSON.stringify(describeApi(app), null, 2)}\n`);
}

async function carryOut(
  task: (app: INestApplicationContext) => Promise<string>,
  config: Config,
  database: OpenDatabase,
  log: Logger,
): Promise<void> {
  const quiet: Config = { ...config, roles: ['web'], drainSeconds: 0 };
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(quiet, database.url), {
    logger: new NestLog(log),
    abortOnError: false,
  });
  try {
    process.stdout.write(`${await task(app)}\n`);
  } finally {
    await app.close();
  }
  await database.close();
}

async function serve(config: Config, database: OpenDatabase, log: Logger): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, database.url),
    httpAdapter(log, config.trustedProxies),
    { logger: new NestLog(log), bodyParser: false, abortOnError: false },
  );
  try {
    serveDocs(app);
    await app.init();
    if (config.demo) log.info(await seed(app));
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw inUse(error) ? new BadSetting(`port ${config.port} of ${config.host} is in use: set PORT`) : error;
  }
  log.info({ host: config.host, port: config.port, roles: config.roles, migrated: database.migrated }, 'serving');
  return app;
}

/** Every request that came is answered, then the connections are closed, and the embedded server goes last. */
function stopOnSignal(app: NestFastifyApplication, database: OpenDatabase, log: Logger): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), LONGEST_STOP).unref();
    try {
      await app.close();
      await database.close();
      process.exit(0);
    } catch (error) {
      log.fatal({ err: error }, 'stopped badly');
      process.exit(1);
    }
  };
  process.on('SIGINT', (signal) => void stop(signal));
  process.on('SIGTERM', (signal) => void stop(signal));
}

function inUse(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
}

/** What a person who started it wants to know. */
function greeting({ host, port, demo, adminToken, dataFolder }: Config): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const where = adminToken === null ? `is in ${tokenFile(dataFolder)}` : 'is the one you set';
  return `Saydo is at http://${name}:${port}/${demo ? ' (the demo)' : ''}. The token for writing ${where}.\n`;
}
