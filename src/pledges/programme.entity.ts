import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Promises issued together: "2024 livelihood projects". */
@Entity('programme')
export class Programme {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  jurisdictionId!: string;

  @Column('text')
  nameZh!: string;

  @Column('text', { nullable: true })
  nameEn!: string | null;
}
