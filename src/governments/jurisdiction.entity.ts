import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A government: its place below another, and the zone of its calendar. */
@Entity('jurisdiction')
export class Jurisdiction {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @Column('text')
  nameZh!: string;

  @Column('text', { nullable: true })
  nameEn!: string | null;

  @Column('text')
  timeZone!: string;
}
