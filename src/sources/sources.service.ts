import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { newId } from '../database/ids.js';
import { rows } from '../database/rows.js';
import { inSnapshot } from '../database/snapshot.js';
import type { Checked } from '../entries/audit.service.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { Refusal } from '../errors.js';
import { Source } from './source.entity.js';

/** Where a day begins first: nothing published anywhere bears a later one. */
const EARLIEST_ZONE = 'Pacific/Kiritimati';
/** A kept copy is at most this large. */
export const COPY_LIMIT = 20 * 1024 * 1024;

export type NewSource = Omit<Source, 'id' | 'copySha256'> & { id?: string };
export type SourceChanges = { publisher?: string; title?: string | null; address?: string | null };

/** What is kept of a document: its bytes by their hash. */
export interface KeptCopy {
  sha256: string;
  mediaType: string;
  bytes: Buffer;
}

/** A source with what is known of its kept copy. */
export interface KnownSource extends Source {
  copy: { sha256: string; mediaType: string; size: number } | null;
}

/** Published documents, and copies of them that nobody can change afterwards. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly db: DataSource,
    private readonly entries: EntriesService,
    private readonly clock: Clock,
  ) {}

  /** Adds a published document. Refuses one of a day to come. */
  async addSource(draft: NewSource, by: Authorship): Promise<KnownSource> {
    const { publisher, publisherClass, title, address, publishedOn } = draft;
    if (publishedOn > this.clock.today(EARLIEST_ZONE)) {
      throw Refusal.at('/publishedOn', 'published_in_future', 'is a day to come');
    }
    const id = draft.id ?? newId();
    const source = { id, publisher, publisherClass, title, address, publishedOn, copySha256: null };
    return this.entries.write(by, async (tx) => {
      await this.entries.record(tx, 'reference', { factId: id, body: { noun: 'source', added: source } }, by);
      await tx.insert(Source, source);
      return { ...source, copy: null };
    });
  }

  /** Mends how a document is named. Its class and its day stay: figures were judged by them. */
  async editSource(id: string, changes: SourceChanges, by: Authorship): Promise<KnownSource> {
    return this.entries.write(by, async (tx) => {
      const source = await this.locked(tx, id);
      const { publisher = source.publisher, title = source.title, address = source.address } = changes;
      return this.replace(tx, source, { ...source, publisher, title, address }, by);
    });
  }

  /** Keeps a copy of a document. The same bytes are kept once; an earlier copy stays, but is not the source's any more. */
  async keepCopy(id: string, bytes: Buffer, mediaType: string, by: Authorship): Promise<KnownSource> {
    if (bytes.length === 0) throw new Refusal('unprocessable', 'empty_copy', 'there is nothing to keep');
    if (bytes.length > COPY_LIMIT) throw new Refusal('too_large', 'copy_too_large', 'a kept copy has at most 20 MB');
    const sha256 = sha256Of(bytes);
    return this.entries.write(by, async (tx) => {
      const source = await this.locked(tx, id);
      await tx.query(
        `INSERT INTO kept_copy (sha256, media_type, size, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
        [sha256, mediaType, bytes.length, bytes],
      );
      return this.replace(tx, source, { ...source, copySha256: sha256 }, by);
    });
  }

  async source(id: string): Promise<KnownSource> {
    const [source] = await inSnapshot(this.db, (tx) => this.sources(tx, [id]));
    if (!source) throw Refusal.of('not_found', 'source');
    return source;
  }

  /** Those of the ids that are on record, in the order of their ids. */
  async sources(tx: EntityManager, ids: string[]): Promise<KnownSource[]> {
    const sources = await tx.find(Source, { where: { id: In(ids) }, order: { id: 'ASC' } });
    const hashes = sources.flatMap(({ copySha256 }) => copySha256 ?? []);
    const copies = await rows<NonNullable<KnownSource['copy']>>(
      tx,
      'SELECT sha256, media_type, size FROM kept_copy WHERE sha256 = ANY($1)',
      [hashes],
    );
    const bySha = new Map(copies.map((copy) => [copy.sha256, copy]));
    return sources.map((source) => ({ ...source, copy: bySha.get(source.copySha256 ?? '') ?? null }));
  }

  /** The kept copy itself. */
  async copyOf(id: string): Promise<KeptCopy> {
    const [copy] = await rows<KeptCopy>(
      this.db,
      `SELECT copy.sha256, copy.media_type, copy.bytes
       FROM source JOIN kept_copy copy ON copy.sha256 = source.copy_sha256 WHERE source.id = $1`,
      [id],
    );
    if (!copy) throw new Refusal('not_found', 'copy_not_found', 'no copy of that source is kept here');
    return copy;
  }

  /** Hashes every kept copy anew; a line for each that is not what it was. One at a time: a copy may be 20 MB. */
  async checkCopies(): Promise<Checked> {
    const copies = await rows<{ sha256: string }>(this.db, 'SELECT sha256 FROM kept_copy ORDER BY sha256');
    const found: string[] = [];
    for (const { sha256 } of copies) {
      const [copy] = await this.db.query<[{ bytes: Buffer }]>('SELECT bytes FROM kept_copy WHERE sha256 = $1', [
        sha256,
      ]);
      if (sha256Of(copy.bytes) !== sha256) found.push(`kept copy ${sha256}: its bytes are others`);
    }
    return { count: copies.length, differences: found };
  }

  private async locked(tx: EntityManager, id: string): Promise<Source> {
    const source = await tx.findOne(Source, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!source) throw Refusal.of('not_found', 'source');
    return source;
  }

  private async replace(tx: EntityManager, from: Source, to: Source, by: Authorship): Promise<KnownSource> {
    await this.entries.record(tx, 'reference', { factId: to.id, body: { noun: 'source', from, to } }, by);
    await tx.update(Source, { id: to.id }, to);
    const [source] = await this.sources(tx, [to.id]);
    return source!;
  }
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
