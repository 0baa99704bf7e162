import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Config } from '../config.js';
import { TokenGuard } from './token.guard.js';
import { AdminToken } from './token.js';

/** Who may write. */
@Module({
  providers: [
    {
      provide: AdminToken,
      useFactory: ({ adminToken, dataFolder }: Config) =>
        adminToken === null ? AdminToken.keptIn(dataFolder) : AdminToken.of(adminToken),
      inject: [Config],
    },
    { provide: APP_GUARD, useClass: TokenGuard },
  ],
})
export class StaffModule {}
