import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is counted in: 个, 万元, per cent. */
@Entity('unit')
export class Unit {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  zh!: string;

  @Column('text', { nullable: true })
  en!: string | null;
}
