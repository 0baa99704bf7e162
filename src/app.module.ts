import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { BoardModule } from './board/board.module.js';
import { Config } from './config.js';
import type { Entity } from './database/connection.js';
import { DatabaseModule } from './database/database.module.js';
import { EntriesModule } from './entries/entries.module.js';
import { EtagInterceptor } from './entries/etag.interceptor.js';
import { Decision } from './facts/decision.entity.js';
import { Check } from './figures/check.entity.js';
import { Figure } from './figures/figure.entity.js';
import { FiguresModule } from './figures/figures.module.js';
import { Indicator } from './figures/indicator.entity.js';
import { Note } from './figures/note.entity.js';
import { Agency } from './governments/agency.entity.js';
import { GovernmentsModule } from './governments/governments.module.js';
import { Jurisdiction } from './governments/jurisdiction.entity.js';
import { Topic } from './governments/topic.entity.js';
import { Unit } from './governments/unit.entity.js';
import { HttpModule } from './http/http.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { PeopleModule } from './people/people.module.js';
import { Pledge } from './pledges/pledge.entity.js';
import { PledgesModule } from './pledges/pledges.module.js';
import { Programme } from './pledges/programme.entity.js';
import { Target } from './pledges/target.entity.js';
import { Version } from './pledges/version.entity.js';
import { Void } from './pledges/void.entity.js';
import { Source } from './sources/source.entity.js';
import { SourcesModule } from './sources/sources.module.js';
import { StandingsModule } from './standings/standings.module.js';

/** The columns of every feature. */
const ENTITIES: Entity[] = [
  Agency,
  Check,
  Decision,
  Figure,
  Indicator,
  Jurisdiction,
  Note,
  Pledge,
  Programme,
  Source,
  Target,
  Topic,
  Unit,
  Version,
  Void,
];

const FEATURES = [
  EntriesModule,
  GovernmentsModule,
  SourcesModule,
  StandingsModule,
  FiguresModule,
  PledgesModule,
  JobsModule,
  BoardModule,
];

/** The whole of Saydo on one database. */
@Module({})
export class AppModule {
  static forRoot(config: Config, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      global: true,
      imports: [
        DatabaseModule.forRoot(databaseUrl, config.databasePool, ENTITIES),
        HttpModule,
        PeopleModule,
        ...FEATURES,
      ],
      providers: [
        { provide: Config, useValue: config },
        { provide: APP_INTERCEPTOR, useExisting: EtagInterceptor },
      ],
      exports: [Config],
    };
  }
}
