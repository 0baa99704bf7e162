import { Column, Entity, PrimaryColumn } from 'typeorm';

export const VOIDABLE = ['pledge', 'version', 'figure', 'decision', 'check', 'note'] as const;
export type Voidable = (typeof VOIDABLE)[number];

/** Our own mistake taken back; what it names stays readable and leaves every list, count and verdict. */
@Entity('void')
export class Void {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bigint')
  entryId!: number;

  @Column('text')
  factKind!: Voidable;

  @Column('uuid')
  factId!: string;

  @Column('text')
  reason!: string;

  /** For a duplicate: what stands instead. */
  @Column('uuid', { nullable: true })
  standsId!: string | null;
}
