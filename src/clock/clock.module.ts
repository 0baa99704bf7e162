import { Module } from '@nestjs/common';
import { Clock } from './clock.js';

/** The present, for whoever needs it. */
@Module({ providers: [Clock], exports: [Clock] })
export class ClockModule {}
