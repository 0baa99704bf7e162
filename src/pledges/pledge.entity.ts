import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';

/** One promise by a jurisdiction. */
@Entity('pledge')
export class Pledge {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bigint')
  entryId!: number;

  @Column('uuid')
  jurisdictionId!: string;

  /** Who leads. */
  @Column('uuid', { nullable: true })
  agencyId!: string | null;

  @Column('uuid', { nullable: true })
  programmeId!: string | null;

  @Column('uuid')
  topicId!: string;

  /** The higher level that set the task. */
  @Column('text', { nullable: true })
  setBy!: string | null;

  @Column('text')
  titleZh!: string;

  @Column('text', { nullable: true })
  titleEn!: string | null;

  @Column('text', { nullable: true })
  quote!: string | null;

  /** Where in the source. */
  @Column('text', { nullable: true })
  locator!: string | null;

  @Column('uuid')
  sourceId!: string;

  @Column('date')
  announcedOn!: Day;

  /** What search finds it by. */
  @Column('text', { array: true })
  words!: string[];
}
