import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import type { Bound, Claim, FigureStanding, Form, PublisherClass } from '../verdicts/words.rules.js';

export const BECAUSE = ['revised', 'entry_error'] as const;
export type Because = (typeof BECAUSE)[number];

/** One published statement about an indicator; a share or a claim names its target. */
@Entity('figure')
export class Figure {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bigint')
  entryId!: number;

  @Column('uuid')
  indicatorId!: string;

  @Column('uuid', { nullable: true })
  targetId!: string | null;

  @Column('uuid')
  sourceId!: string;

  /** The source's, at the time of recording. */
  @Column('text')
  publisherClass!: PublisherClass;

  @Column('text', { nullable: true })
  locator!: string | null;

  @Column('text', { nullable: true })
  doubt!: string | null;

  @Column('date', { nullable: true })
  periodStart!: Day | null;

  @Column('date')
  periodEnd!: Day;

  @Column('text')
  form!: Form;

  @Column('numeric', { nullable: true })
  value!: string | null;

  @Column('text')
  bound!: Bound;

  @Column('text')
  standing!: FigureStanding;

  @Column('numeric', { nullable: true })
  statedShare!: string | null;

  @Column('text', { nullable: true })
  claim!: Claim | null;

  @Column('date')
  publishedOn!: Day;

  @Column('uuid', { nullable: true })
  supersedes!: string | null;

  @Column('text', { nullable: true })
  because!: Because | null;
}
