import { Module } from '@nestjs/common';
import { ClockModule } from '../clock/clock.module.js';
import { EntriesService } from './entries.service.js';
import { EtagInterceptor } from './etag.interceptor.js';
import { ForgetKeysJob } from './forget-keys.job.js';

@Module({
  imports: [ClockModule],
  providers: [EntriesService, EtagInterceptor, ForgetKeysJob],
  exports: [EntriesService, EtagInterceptor, ForgetKeysJob],
})
export class EntriesModule {}
