import { Module } from '@nestjs/common';
import { ClockModule } from '../clock/clock.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { GovernmentsModule } from '../governments/governments.module.js';
import { ChangesController } from './changes.controller.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsService } from './decisions.service.js';
import { FlagsController } from './flags.controller.js';
import { FlagsService } from './flags.service.js';
import { JudgingService } from './judging.service.js';
import { PreviewRoute } from './preview.route.js';
import { ReplayService } from './replay.service.js';
import { SealJob } from './seal.job.js';
import { SettleStandingsJob } from './settle-standings.job.js';
import { StandingsService } from './standings.service.js';
import { SourcesModule } from '../sources/sources.module.js';
import { VerifyService } from './verify.service.js';
import { VerdictsController } from './verdicts.controller.js';

@Module({
  imports: [ClockModule, EntriesModule, GovernmentsModule, SourcesModule],
  controllers: [VerdictsController, ChangesController, FlagsController, DecisionsController],
  providers: [
    StandingsService,
    JudgingService,
    PreviewRoute,
    ReplayService,
    VerifyService,
    FlagsService,
    DecisionsService,
    SettleStandingsJob,
    SealJob,
  ],
  exports: [StandingsService, JudgingService, ReplayService, VerifyService, FlagsService, SettleStandingsJob, SealJob],
})
export class StandingsModule {}
