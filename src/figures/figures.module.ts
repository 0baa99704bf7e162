import { Module } from '@nestjs/common';
import { ClockModule } from '../clock/clock.module.js';
import { EntriesModule } from '../entries/entries.module.js';
import { GovernmentsModule } from '../governments/governments.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { StandingsModule } from '../standings/standings.module.js';
import { ChecksService } from './checks.service.js';
import { FiguresController } from './figures.controller.js';
import { FiguresService } from './figures.service.js';
import { IndicatorsController } from './indicators.controller.js';
import { IndicatorsService } from './indicators.service.js';
import { NotesController } from './notes.controller.js';
import { NotesService } from './notes.service.js';
import { UnitsController } from './units.controller.js';
import { UnitsService } from './units.service.js';

/** What is counted, what was published about it, what was looked for, and what was said about that. */
@Module({
  imports: [ClockModule, EntriesModule, GovernmentsModule, SourcesModule, StandingsModule],
  controllers: [IndicatorsController, FiguresController, NotesController, UnitsController],
  providers: [IndicatorsService, FiguresService, ChecksService, NotesService, UnitsService],
  exports: [IndicatorsService, FiguresService, ChecksService, NotesService],
})
export class FiguresModule {}
