import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';

/** "Looked, found nothing": the day, and where. */
@Entity('check')
export class Check {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bigint')
  entryId!: number;

  @Column('uuid')
  targetId!: string;

  @Column('date')
  on!: Day;

  @Column('text')
  where!: string;
}
