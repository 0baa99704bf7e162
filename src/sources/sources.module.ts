import { Module } from '@nestjs/common';
import { ClockModule } from '../clock/clock.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { SourcesController } from './sources.controller.js';
import { SourcesService } from './sources.service.js';

/** Published documents and their kept copies. */
@Module({
  imports: [ClockModule, EntriesModule],
  controllers: [SourcesController],
  providers: [SourcesService],
  exports: [SourcesService],
})
export class SourcesModule {}
