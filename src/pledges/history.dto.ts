import { ApiProperty } from '@nestjs/swagger';
import { ENTRY_KINDS, type EntryKind } from '../entries/entries.service.js';
import type { Event } from './pledge-timeline.service.js';

export class EventView {
  /** Its place in the sealed log; null until it has one. */
  position!: number | null;
  /** Since when followers of the log know it. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  knownAt!: string | null;
  @ApiProperty({ enum: ENTRY_KINDS })
  kind!: EntryKind;
  /** The day it speaks of. */
  @ApiProperty({ format: 'date' })
  on!: string;
  @ApiProperty({ format: 'uuid' })
  targetId!: string | null;
  /** What was recorded; of a void, what was taken back. */
  @ApiProperty({ format: 'uuid' })
  factId!: string | null;
  /** What it says, as it stands in the log. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  body!: Record<string, unknown>;
  authorId!: string | null;
  reviewerId!: string | null;
  /** Entered by one person where two were asked for. */
  forced!: boolean;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export class EventList {
  items!: EventView[];
  /** The cursor of the next page. */
  next!: string | null;
}

export function eventView(event: Event): EventView {
  const { position, knownAt, kind, on, targetId, factId, body, authorId, reviewerId, forced, recordedAt } = event;
  return { position, knownAt, kind, on, targetId, factId, body, authorId, reviewerId, forced, recordedAt };
}
