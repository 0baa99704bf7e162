import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { newId } from '../database/ids.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { Refusal } from '../errors.js';
import type { Names, NewRow } from '../governments/governments.service.js';
import { Jurisdiction } from '../governments/jurisdiction.entity.js';
import { Programme } from './programme.entity.js';

/** Promises that were issued together: ordinary rows whose every edit is in the log. */
@Injectable()
export class ProgrammesService {
  constructor(
    private readonly db: DataSource,
    private readonly entries: EntriesService,
  ) {}

  /** Adds a programme of a government. */
  async addProgramme(draft: NewRow<Programme>, by: Authorship): Promise<Programme> {
    const { id = newId(), jurisdictionId, nameZh, nameEn } = draft;
    const programme = { id, jurisdictionId, nameZh, nameEn };
    return this.entries.write(by, async (tx) => {
      const isKnown = await tx.existsBy(Jurisdiction, { id: jurisdictionId });
      if (!isKnown) throw Refusal.at('/jurisdictionId', 'unknown_jurisdiction', 'names no jurisdiction');
      await this.entries.record(tx, 'reference', { factId: id, body: { noun: 'programme', added: programme } }, by);
      await tx.insert(Programme, programme);
      return programme;
    });
  }

  async renameProgramme(id: string, names: Names, by: Authorship): Promise<Programme> {
    return this.entries.write(by, async (tx) => {
      const from = await tx.findOne(Programme, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!from) throw Refusal.of('not_found', 'programme');
      const { nameZh = from.nameZh, nameEn = from.nameEn } = names;
      const to = { ...from, nameZh, nameEn };
      await this.entries.record(tx, 'reference', { factId: id, body: { noun: 'programme', from, to } }, by);
      await tx.update(Programme, { id }, { nameZh, nameEn });
      return to;
    });
  }

  async programme(id: string): Promise<Programme> {
    const programme = await this.db.manager.findOneBy(Programme, { id });
    if (!programme) throw Refusal.of('not_found', 'programme');
    return programme;
  }

  /** In the order of their ids, one more than `limit` where there are more. */
  async programmes(after: string | null, limit: number, jurisdictionId?: string): Promise<Programme[]> {
    const behind = after === null ? {} : { id: MoreThan(after) };
    const within = jurisdictionId === undefined ? {} : { jurisdictionId };
    return this.db.manager.find(Programme, { where: { ...behind, ...within }, order: { id: 'ASC' }, take: limit + 1 });
  }
}
