import { Column, Entity, PrimaryColumn } from 'typeorm';

export const NOTE_KINDS = ['staff', 'agency_reply'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** A public remark of staff, or an agency's reply, beside a verdict. */
@Entity('note')
export class Note {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bigint')
  entryId!: number;

  @Column('uuid')
  pledgeId!: string;

  @Column('text')
  kind!: NoteKind;

  @Column('uuid', { nullable: true })
  agencyId!: string | null;

  @Column('text')
  text!: string;
}
