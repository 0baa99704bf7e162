import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Measure } from '../verdicts/words.rules.js';

export const STAGES = ['started', 'completed'] as const;
export type Stage = (typeof STAGES)[number];

/** What is counted, by whom, in what. Start and completion are two indicators. */
@Entity('indicator')
export class Indicator {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  jurisdictionId!: string;

  @Column('uuid')
  unitId!: string;

  @Column('text')
  nameZh!: string;

  @Column('text', { nullable: true })
  nameEn!: string | null;

  @Column('text')
  measure!: Measure;

  @Column('text', { nullable: true })
  stage!: Stage | null;

  @Column('text', { nullable: true })
  definition!: string | null;
}
