import { Server as HttpServer } from 'node:http';
import { Server } from 'node:net';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '../config.js';

/** How long clients that keep a connection open have to use it once more and be told that it ends. */
const LAST_WORD = 1_000;
/** How long a request that is being answered may take to its end. */
const LAST_ANSWER = 30_000;

/**
 * The way from the signal to stop to the closed door, on which no request is lost: first `/health/ready` says 503 while
 * all goes on, so that nothing new is sent here; then nobody new is let in, and every open connection ends with an answer.
 */
@Injectable()
export class Draining implements BeforeApplicationShutdown {
  /** True from the signal on. */
  begun = false;
  /** True when an answer is the last of its connection. */
  closing = false;

  constructor(
    private readonly config: Config,
    private readonly host: HttpAdapterHost,
  ) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.begun = true;
    // A command has no server.
    if (!this.host.httpAdapter) return;
    await sleep(this.config.drainSeconds * 1000);
    this.closing = true;
    const server: unknown = this.host.httpAdapter.getHttpServer();
    if (server instanceof HttpServer && server.listening) await endConnections(server);
  }
}

async function endConnections(server: HttpServer): Promise<void> {
  // `close` of an HTTP server also cuts idle connections, on which a request may be on its way; that of its parent does not.
  const ended = new Promise<void>((done) => Server.prototype.close.call(server, () => done()));
  await Promise.race([ended, sleep(LAST_WORD)]);
  server.closeIdleConnections();
  await Promise.race([ended, sleep(LAST_ANSWER)]);
  server.closeAllConnections();
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds).unref());
}
