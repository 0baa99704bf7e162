import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ClockModule } from '../clock/clock.module.js';
import { Config } from '../config.js';
import { EntriesModule } from '../entries/entries.module.js';
import { StandingsModule } from '../standings/standings.module.js';
import { JobLedger } from './ledger.service.js';
import { Timetable } from './timetable.js';

/** Runs by itself where the instance has the role `worker`. */
@Module({
  imports: [
    ClockModule,
    EntriesModule,
    StandingsModule,
    ScheduleModule.forRootAsync({
      inject: [Config],
      useFactory: ({ roles }: Config) => ({ cronJobs: roles.includes('worker') }),
    }),
  ],
  providers: [JobLedger, Timetable],
  exports: [JobLedger],
})
export class JobsModule {}
