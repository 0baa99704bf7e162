import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A field of policy. */
@Entity('topic')
export class Topic {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  nameZh!: string;

  @Column('text', { nullable: true })
  nameEn!: string | null;
}
