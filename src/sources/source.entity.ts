import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import type { PublisherClass } from '../verdicts/words.rules.js';

/** A published document. */
@Entity('source')
export class Source {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  publisher!: string;

  @Column('text')
  publisherClass!: PublisherClass;

  @Column('text', { nullable: true })
  title!: string | null;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('date')
  publishedOn!: Day;

  @Column('text', { nullable: true })
  copySha256!: string | null;
}
