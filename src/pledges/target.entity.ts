import { Entity, Column, PrimaryColumn } from 'typeorm';

/** One measurable part of a pledge: an indicator over a window. What it says stands in its versions. */
@Entity('target')
export class Target {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  pledgeId!: string;

  @Column('uuid')
  indicatorId!: string;
}
