import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import type { Aggregate, Cadence, Closes, Comparator, Measure, MissAllowed } from '../verdicts/words.rules.js';
import type { VersionKind } from './versions.rules.js';

/** What a target says, as announced on a day. */
@Entity('version')
export class Version {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bigint')
  entryId!: number;

  @Column('uuid')
  targetId!: string;

  @Column('text')
  kind!: VersionKind;

  @Column('date')
  announcedOn!: Day;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('uuid', { nullable: true })
  sourceId!: string | null;

  @Column('text')
  comparator!: Comparator;

  @Column('numeric', { nullable: true })
  value!: string | null;

  @Column('numeric', { nullable: true })
  upper!: string | null;

  @Column('numeric', { nullable: true })
  tolerance!: string | null;

  @Column('text')
  missAllowed!: MissAllowed;

  @Column('text')
  measure!: Measure;

  @Column('text', { nullable: true })
  aggregate!: Aggregate | null;

  @Column('date', { nullable: true })
  start!: Day | null;

  @Column('date', { nullable: true })
  due!: Day | null;

  @Column('text')
  closes!: Closes;

  @Column('numeric', { nullable: true })
  baselineValue!: string | null;

  @Column('date', { nullable: true })
  baselineOn!: Day | null;

  @Column('text', { nullable: true })
  cadence!: Cadence | null;

  @Column('integer')
  publicationLagDays!: number;

  @Column('integer')
  graceDays!: number;

  @Column('jsonb', { nullable: true })
  trajectory!: { on: Day; share: string }[] | null;

  /** The fields that the source does not state. */
  @Column('text', { array: true })
  assumed!: string[];

  /** How the source words the due day. */
  @Column('text', { nullable: true })
  dueWords!: string | null;

  /** The first day that the source's words may mean. */
  @Column('date', { nullable: true })
  dueEarliest!: Day | null;
}
