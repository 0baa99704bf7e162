import { Module } from '@nestjs/common';
import { ClockModule } from '../clock/clock.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { GovernmentsModule } from '../governments/governments.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { PledgesModule } from '../pledges/pledges.module.js';
import { StandingsModule } from '../standings/standings.module.js';
import { BoardController } from './board.controller.js';
import { BoardService } from './board.service.js';
import { CountsController } from './counts.controller.js';
import { CountsService } from './counts.service.js';
import { FramesService } from './frames.service.js';
import { JobsService } from './jobs.service.js';
import { LostController } from './lost.controller.js';
import { PageFilter } from './page.filter.js';
import { PledgePageService } from './pledge-page.service.js';

/** Pages for people. */
@Module({
  imports: [ClockModule, EntriesModule, GovernmentsModule, JobsModule, PledgesModule, StandingsModule],
  controllers: [BoardController, CountsController, LostController],
  providers: [BoardService, JobsService, CountsService, FramesService, PledgePageService, PageFilter],
})
export class BoardModule {}
