import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Config } from '../config.js';
import { CallerGuard } from './caller.guard.js';
import { AdminToken } from './token.js';

/** Who sends a request, and whether they may. */
@Module({
  providers: [
    {
      provide: AdminToken,
      useFactory: ({ adminToken, dataFolder }: Config) =>
        adminToken === null ? AdminToken.keptIn(dataFolder) : AdminToken.of(adminToken),
      inject: [Config],
    },
    { provide: APP_GUARD, useClass: CallerGuard },
  ],
})
export class PeopleModule {}
