import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ClockModule } from '../clock/clock.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { SourcesController } from './sources.controller.js';
import { SourcesService } from './sources.service.js';
import { acceptUploads } from './upload.js';

/** Published documents and their kept copies. */
@Module({
  imports: [ClockModule, EntriesModule],
  controllers: [SourcesController],
  providers: [SourcesService],
  exports: [SourcesService],
})
export class SourcesModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // A command has no server.
    if (this.host.httpAdapter) acceptUploads(this.host.httpAdapter.getInstance<FastifyInstance>());
  }
}
