import { Module } from '@nestjs/common';
import { ClockModule } from '../clock/clock.module.js';
import { AuditService } from './audit.service.js';
import { EntriesService } from './entries.service.js';
import { EtagInterceptor } from './etag.interceptor.js';
import { ForgetKeysJob } from './forget-keys.job.js';

@Module({
  imports: [ClockModule],
  providers: [EntriesService, AuditService, EtagInterceptor, ForgetKeysJob],
  exports: [EntriesService, AuditService, EtagInterceptor, ForgetKeysJob],
})
export class EntriesModule {}
