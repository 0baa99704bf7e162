import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A body of a government. */
@Entity('agency')
export class Agency {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  jurisdictionId!: string;

  @Column('text')
  nameZh!: string;

  @Column('text', { nullable: true })
  nameEn!: string | null;
}
