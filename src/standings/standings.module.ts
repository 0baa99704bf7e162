import { Module } from '@nestjs/common';
import { ClockModule } from '../clock/clock.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { GovernmentsModule } from '../governments/governments.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { ChangesController } from './api/changes.controller.js';
import { DecisionsController } from './api/decisions.controller.js';
import { DecisionsService } from './api/decisions.service.js';
import { FlagsController } from './api/flags.controller.js';
import { FlagsService } from './api/flags.service.js';
import { JudgingService } from './api/judging.service.js';
import { VerdictsController } from './api/verdicts.controller.js';
import { ReplayService } from './audit/replay.service.js';
import { VerifyService } from './audit/verify.service.js';
import { SealJob } from './settle/seal.job.js';
import { SettleStandingsJob } from './settle/settle-standings.job.js';
import { SettleService } from './settle/settle.service.js';

/** What other rooms and the tasks of `main.ts` ask for. */
const SHARED = [SettleService, JudgingService, ReplayService, VerifyService, SettleStandingsJob, SealJob];

@Module({
  imports: [ClockModule, EntriesModule, GovernmentsModule, SourcesModule],
  controllers: [VerdictsController, ChangesController, FlagsController, DecisionsController],
  providers: [...SHARED, FlagsService, DecisionsService],
  exports: SHARED,
})
export class StandingsModule {}
