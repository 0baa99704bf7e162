import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { rows } from '../database/rows.js';
import { Refusal } from '../errors.js';
import { chainOf } from './chain.rules.js';
import { type Once, forgetKeys, once } from './idempotency.js';
import type { Json } from './json.js';

export const ENTRY_KINDS = [
  'pledge',
  'version',
  'figure',
  'check',
  'note',
  'void',
  'decision',
  'change',
  'reference',
  'rules',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** The kinds that `GET /changes` tells of; what is left is housekeeping. */
export const FEED_KINDS = ENTRY_KINDS.filter((kind) => kind !== 'reference' && kind !== 'rules');

/** Who answers for a write; `once` makes it happen once, however often it is asked. */
export interface Authorship {
  authorId: string;
  reviewerId?: string;
  forced?: boolean;
  once?: Once;
}

/** What an entry is about and what it says. The body holds text, whole numbers, booleans and nulls, nothing else. */
export interface EntryOf {
  pledgeId?: string | null;
  targetId?: string | null;
  factId?: string | null;
  body: object;
}

export interface NewEntry extends EntryOf {
  kind: EntryKind;
}

/** An entry as followers of the log read it. Instants are RFC 3339 UTC. */
export interface FeedEntry {
  position: number;
  knownAt: string;
  kind: EntryKind;
  pledgeId: string | null;
  targetId: string | null;
  factId: string | null;
  body: Record<string, unknown>;
  authorId: string | null;
  reviewerId: string | null;
  forced: boolean;
  recordedAt: string;
  chain: string;
}

export interface Feed {
  head: number;
  knownAt: Date | null;
  chain: Buffer;
}

interface OpenEntry {
  id: number;
  kind: string;
  pledgeId: string | null;
  targetId: string | null;
  factId: string | null;
  body: unknown;
  authorId: string | null;
  reviewerId: string | null;
  forced: boolean;
  recordedAt: Date;
}

type SealedEntry = OpenEntry & { position: number; knownAt: Date };

const TRIES = 4;
const STATE_KEPT_MS = 250;

/** The one log: what was recorded, in which order it became known, and that nobody touched it since. */
@Injectable()
export class EntriesService {
  private state: { tag: string; readAt: number } | null = null;
  private writes = 0;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Carries out one decision in one transaction. With `by.once` the answer is kept in the same transaction for 24 hours:
   * the same request again is answered with it, another request under the same key is refused.
   */
  async write<T extends Json<T>>(by: Authorship, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.db.transaction((tx) =>
          by.once ? once(tx, by.authorId, by.once, this.clock.now(), work) : work(tx),
        );
      } catch (error) {
        if (tries === TRIES || !isLostRace(error)) throw error;
      }
    }
  }

  /** Writes one entry into the log and answers its id. */
  async record(tx: EntityManager, kind: EntryKind, entry: EntryOf, by: Authorship): Promise<number> {
    const [id] = await this.recordAll(tx, [{ ...entry, kind }], by);
    return id!;
  }

  /** Writes many entries as one set and answers their ids, rising, in the order given. */
  async recordAll(tx: EntityManager, entries: NewEntry[], by: Authorship): Promise<number[]> {
    if (entries.length === 0) return [];
    const toRecord = entries.map(({ kind, pledgeId, targetId, factId, body }, at) => ({
      at,
      kind,
      pledge_id: pledgeId ?? null,
      target_id: targetId ?? null,
      fact_id: factId ?? null,
      body,
    }));
    const recorded = await tx.query<{ id: number }[]>(
      `INSERT INTO entry (kind, pledge_id, target_id, fact_id, body, author_id, reviewer_id, forced, recorded_at)
       SELECT kind, pledge_id, target_id, fact_id, body, $2, $3, $4, $5
       FROM jsonb_to_recordset($1::jsonb)
         AS row(at integer, kind text, pledge_id uuid, target_id uuid, fact_id uuid, body jsonb)
       ORDER BY at
       RETURNING id`,
      [JSON.stringify(toRecord), by.authorId, by.reviewerId ?? null, by.forced ?? false, this.clock.now()],
    );
    return recorded.map(({ id }) => id).toSorted((one, other) => one - other);
  }

  /**
   * Gives the committed open entries their positions, the instant they became known and their links of the chain, about
   * `atMost` of them and never half a transaction's. The transaction must do nothing before it: it locks the feed first.
   */
  async seal(tx: EntityManager, atMost = 10_000): Promise<{ sealed: number; head: number }> {
    const feed = await readFeed(tx, 'FOR UPDATE');
    const open = await rows<OpenEntry>(
      tx,
      `SELECT id, kind, pledge_id, target_id, fact_id, body, author_id, reviewer_id, forced, recorded_at
       FROM entry
       WHERE position IS NULL
         AND xact IN (SELECT xact FROM entry WHERE position IS NULL ORDER BY id LIMIT $1)
       ORDER BY id`,
      [atMost],
    );
    if (open.length === 0) return { sealed: 0, head: feed.head };

    const now = this.clock.now();
    const knownAt = feed.knownAt !== null && feed.knownAt > now ? feed.knownAt : now;
    const links: Buffer[] = [];
    for (const [at, entry] of open.entries()) {
      const link = { ...entry, position: feed.head + at + 1, knownAt };
      links.push(chainOf(links.at(-1) ?? feed.chain, sealedOf(link)));
    }
    const head = feed.head + open.length;
    await tx.query(
      `UPDATE entry SET position = $4::bigint + sealed.at, known_at = $3, chain = sealed.chain
       FROM unnest($1::bigint[], $2::bytea[]) WITH ORDINALITY AS sealed(id, chain, at)
       WHERE entry.id = sealed.id`,
      [open.map(({ id }) => id), links, knownAt, feed.head],
    );
    await tx.query('UPDATE feed SET head = $1, known_at = $2, chain = $3', [head, knownAt, links.at(-1)]);
    return { sealed: open.length, head };
  }

  /** Where the sealed log ends. */
  async head(): Promise<Feed> {
    return readFeed(this.db.manager);
  }

  /** True when something committed waits for its position. */
  async hasOpen(): Promise<boolean> {
    const [row] = await this.db.query<[{ open: boolean }]>(
      'SELECT EXISTS (SELECT FROM entry WHERE position IS NULL) AS open',
    );
    return row.open;
  }

  /**
   * The sealed entries after a position, rising, `limit` at most. `next` is the position to go on from: nothing of these
   * kinds lies between the last item and it.
   */
  async page(
    after: number,
    limit: number,
    kinds: readonly EntryKind[] = FEED_KINDS,
  ): Promise<{ items: FeedEntry[]; next: number; head: number }> {
    const { head } = await this.head();
    const found = await rows<SealedEntry & { chain: Buffer }>(
      this.db,
      `SELECT position, known_at, chain, id, kind, pledge_id, target_id, fact_id, body,
              author_id, reviewer_id, forced, recorded_at
       FROM entry WHERE position > $1 AND position <= $2 AND kind = ANY($3) ORDER BY position LIMIT $4`,
      [after, head, kinds, limit],
    );
    const items = found.map((row) => ({
      ...sealedOf(row),
      kind: row.kind as EntryKind,
      body: row.body as Record<string, unknown>,
      chain: row.chain.toString('hex'),
    }));
    return { items, next: items.length === limit ? items.at(-1)!.position : Math.max(after, head), head };
  }

  /** The last position that was known at an instant. Refuses instants to come, and those before the first entry. */
  async positionAt(knownAt: Date): Promise<number> {
    if (knownAt > this.clock.now()) {
      throw new Refusal('invalid', 'known_at_in_future', 'what will be known at an instant to come cannot be asked', [
        { pointer: '/knownAt', code: 'known_at_in_future', message: 'is still to come' },
      ]);
    }
    const [row] = await this.db.query<{ position: number }[]>(
      `SELECT position FROM entry WHERE position IS NOT NULL AND known_at <= $1
       ORDER BY known_at DESC, position DESC LIMIT 1`,
      [knownAt],
    );
    if (!row) throw new Refusal('not_found', 'not_yet_known', 'at that instant nothing was on record here');
    return row.position;
  }

  /**
   * A text that is another whenever something was recorded or sealed: the head, the newest entry and the number of open
   * ones. Read at most 250 ms ago.
   */
  async stateTag(): Promise<string> {
    const readAt = performance.now();
    if (this.state && readAt - this.state.readAt < STATE_KEPT_MS) return this.state.tag;
    const { writes } = this;
    const [row] = await this.db.query<[{ head: number; newest: number | null; open: number }]>(
      `SELECT (SELECT head FROM feed) AS head, (SELECT max(id) FROM entry) AS newest,
              (SELECT count(*) FROM entry WHERE position IS NULL) AS open`,
    );
    const tag = `${row.head}-${row.newest ?? 0}-${row.open}`;
    if (writes === this.writes) this.state = { tag, readAt };
    return tag;
  }

  /** Reads the state anew the next time: this process has just written. */
  noteWrite(): void {
    this.writes++;
    this.state = null;
  }

  /** Forgets the keys whose 24 hours are over, and says how many. */
  async forgetKeys(): Promise<number> {
    return forgetKeys(this.db.manager, this.clock.now());
  }
}

async function readFeed(tx: EntityManager, lock = ''): Promise<Feed> {
  const [feed] = await rows<Feed>(tx, `SELECT head, known_at, chain FROM feed ${lock}`);
  return feed!;
}

function sealedOf(entry: SealedEntry) {
  return {
    position: entry.position,
    knownAt: entry.knownAt.toISOString(),
    kind: entry.kind,
    pledgeId: entry.pledgeId,
    targetId: entry.targetId,
    factId: entry.factId,
    body: entry.body,
    authorId: entry.authorId,
    reviewerId: entry.reviewerId,
    forced: entry.forced,
    recordedAt: entry.recordedAt.toISOString(),
  };
}

/** A deadlock or a failed serialization: PostgreSQL undid all of it, so it can be tried again. */
function isLostRace(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === '40P01' || code === '40001';
}
