import { type DynamicModule, Module } from '@nestjs/common';
import { Config } from './config.js';
import type { Entity } from './database/connection.js';
import { DatabaseModule } from './database/database.module.js';
import { HttpModule } from './http/http.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { StaffModule } from './staff/staff.module.js';

/** The columns of every feature. */
const ENTITIES: Entity[] = [];

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
        StaffModule,
        JobsModule,
      ],
      providers: [{ provide: Config, useValue: config }],
      exports: [Config],
    };
  }
}
