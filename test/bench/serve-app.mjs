// The program as it serves, in a process of its own: `node serve-app.mjs DATABASE_URL INSTANT` says by message where it listens.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { built, moduleOf, stopClock } from './house.mjs';

const [url, instant] = process.argv.slice(2);
const { httpAdapter } = await built('src/http/adapter.js');
const { createLog, NestLog } = await built('src/http/logs.js');
const { Clock } = await built('src/clock/clock.js');
const log = createLog('error');
const options = { logger: new NestLog(log), bodyParser: false, abortOnError: false };
const app = await NestFactory.create(await moduleOf(url), httpAdapter(log, []), options);
await app.init();
stopClock(app.get(Clock, { strict: false }))(instant);
await app.listen(0, '127.0.0.1');
process.send({ port: app.getHttpServer().address().port });
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
