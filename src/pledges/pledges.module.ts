import { Module } from '@nestjs/common';
import { ClockModule } from '../clock/clock.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { FiguresModule } from '../figures/figures.module.js';
import { GovernmentsModule } from '../governments/governments.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { StandingsModule } from '../standings/standings.module.js';
import { PledgeReaderService } from './pledge-reader.service.js';
import { PledgeTimelineService } from './pledge-timeline.service.js';
import { PledgeListsService } from './pledge-lists.service.js';
import { PledgesController } from './pledges.controller.js';
import { PledgesService } from './pledges.service.js';
import { ProgrammesController } from './programmes.controller.js';
import { ProgrammesService } from './programmes.service.js';
import { TargetsController } from './targets.controller.js';
import { VoidsController } from './voids.controller.js';
import { VoidsService } from './voids.service.js';

/** What was promised, in which programme, what it says now, and what was taken back. */
@Module({
  imports: [ClockModule, EntriesModule, GovernmentsModule, SourcesModule, FiguresModule, StandingsModule],
  controllers: [PledgesController, TargetsController, ProgrammesController, VoidsController],
  providers: [
    PledgesService,
    PledgeReaderService,
    PledgeListsService,
    PledgeTimelineService,
    ProgrammesService,
    VoidsService,
  ],
  exports: [
    PledgesService,
    PledgeReaderService,
    PledgeListsService,
    PledgeTimelineService,
    ProgrammesService,
    VoidsService,
  ],
})
export class PledgesModule {}
