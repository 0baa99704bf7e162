import { Module } from '@nestjs/common';
import { ClockModule } from '../clock/clock.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { AgenciesController } from './agencies.controller.js';
import { GovernmentsService } from './governments.service.js';
import { JurisdictionsController } from './jurisdictions.controller.js';
import { TopicsController } from './topics.controller.js';

/** Governments, their bodies, fields of policy and units. */
@Module({
  imports: [ClockModule, EntriesModule],
  controllers: [JurisdictionsController, AgenciesController, TopicsController],
  providers: [GovernmentsService],
  exports: [GovernmentsService],
})
export class GovernmentsModule {}
