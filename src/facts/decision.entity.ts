import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import type { Delivery } from '../verdicts/words.rules.js';

/** A reviewer's ruling on a target whose publishers lead to different answers. */
@Entity('decision')
export class Decision {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bigint')
  entryId!: number;

  @Column('uuid')
  targetId!: string;

  @Column('date')
  on!: Day;

  @Column('text')
  delivery!: Delivery;

  @Column('text')
  reason!: string;
}
