import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { dayAt } from '../clock/zone.rules.js';
import { newId } from '../database/ids.js';
import { rows } from '../database/rows.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { stands } from '../facts/standing.sql.js';
import { Refusal } from '../errors.js';
import { writablePledge } from '../facts/writable.js';
import { Agency } from '../governments/agency.entity.js';
import { GovernmentsService, NOW, type Moment } from '../governments/governments.service.js';
import { Note, type NoteKind } from './note.entity.js';

export type NewNote = { kind: NoteKind; agencyId: string | null; text: string };

/** A note with its author. `recordedAt` is RFC 3339 UTC. */
export interface KnownNote extends NewNote {
  id: string;
  pledgeId: string;
  by: string;
  recordedAt: string;
}

/** What staff remark and agencies reply, beside the verdicts of a pledge. */
@Injectable()
export class NotesService {
  constructor(
    private readonly entries: EntriesService,
    private readonly governments: GovernmentsService,
  ) {}

  /** Adds a remark, or the reply of an agency of the pledge's government or of one above it. */
  async addNote(pledgeId: string, { kind, agencyId, text }: NewNote, by: Authorship): Promise<KnownNote> {
    return this.entries.write(by, async (tx) => {
      const pledge = await writablePledge(tx, pledgeId);
      await this.refuseAgency(tx, kind, agencyId, pledge.jurisdictionId);
      const note = { id: newId(), pledgeId, kind, agencyId, text };
      const entryId = await this.entries.record(tx, 'note', { pledgeId, factId: note.id, body: note }, by);
      await tx.insert(Note, { ...note, entryId });
      const notes = await this.notesOf(tx, pledgeId, NOW, 'UTC');
      return notes.find(({ id }) => id === note.id)!;
    });
  }

  /** The notes of a pledge that stand, the latest first; of a past day those written by its end in the zone. */
  async notesOf(tx: EntityManager, pledgeId: string, { asOf, position }: Moment, zone: string): Promise<KnownNote[]> {
    const found = await rows<Omit<KnownNote, 'recordedAt'> & { recordedAt: Date }>(
      tx,
      `SELECT note.id, note.pledge_id, note.kind, note.agency_id, note.text,
         entry.author_id AS by, entry.recorded_at
       FROM note JOIN entry ON entry.id = note.entry_id
       WHERE note.pledge_id = $1 AND ${stands('note', '$2')}
       ORDER BY note.entry_id DESC`,
      [pledgeId, position],
    );
    return found
      .filter(({ recordedAt }) => asOf === null || dayAt(recordedAt, zone) <= asOf)
      .map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
  }

  private async refuseAgency(
    tx: EntityManager,
    kind: NoteKind,
    agencyId: string | null,
    jurisdictionId: string,
  ): Promise<void> {
    if (kind === 'staff') {
      if (agencyId !== null) throw Refusal.at('/agencyId', 'agency_not_needed', 'is for replies only');
      return;
    }
    if (agencyId === null) throw Refusal.at('/agencyId', 'agency_needed', 'must name who replies');
    const line = await this.governments.lineage(tx, jurisdictionId);
    const agency = await tx.findOneBy(Agency, { id: agencyId });
    if (!agency) throw Refusal.at('/agencyId', 'unknown_agency', 'names no agency');
    if (!line.includes(agency.jurisdictionId)) {
      throw Refusal.at('/agencyId', 'agency_of_other_jurisdiction', 'names an agency of another jurisdiction');
    }
  }
}
