import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../database/rows.js';
import type { EntryKind } from '../entries/entries.service.js';
import type { Moment } from '../governments/governments.service.js';

/** Something that was recorded about a pledge, or that it led to. Instants are RFC 3339 UTC. */
export interface Event {
  id: number;
  position: number | null;
  knownAt: string | null;
  kind: EntryKind;
  /** The day it speaks of. */
  on: string;
  targetId: string | null;
  factId: string | null;
  body: Record<string, unknown>;
  authorId: string | null;
  reviewerId: string | null;
  forced: boolean;
  recordedAt: string;
}

/** What happened to a pledge, entry by entry, the latest first. */
@Injectable()
export class PledgeTimelineService {
  constructor(private readonly db: DataSource) {}

  /**
   * The entries of a pledge, of its targets and of the figures of their indicators, and what took them back, as far as
   * they speak of days up to a moment's and were known by then; one more than `limit` where there are more.
   */
  async eventsOf(pledgeId: string, { asOf, position }: Moment, before: number | null, limit: number): Promise<Event[]> {
    const values = [pledgeId, position, asOf, before, limit + 1];
    const found = await rows<EventRow>(this.db, EVENTS, values);
    return found.map(({ knownAt, recordedAt, ...event }) => ({
      ...event,
      knownAt: knownAt?.toISOString() ?? null,
      recordedAt: recordedAt.toISOString(),
    }));
  }
}

type EventRow = Omit<Event, 'knownAt' | 'recordedAt'> & { knownAt: Date | null; recordedAt: Date };

const EVENTS = `
WITH bearing AS (
  SELECT figure.id, figure.entry_id FROM target JOIN figure ON figure.indicator_id = target.indicator_id
  WHERE target.pledge_id = $1 AND (figure.value IS NOT NULL OR figure.target_id = target.id)
), told AS (
  SELECT id FROM entry WHERE pledge_id = $1
  UNION SELECT entry_id FROM bearing
  UNION SELECT void.entry_id FROM bearing JOIN void ON void.fact_id = bearing.id
), dated AS (
  SELECT entry.*, coalesce(body ->> 'on', body ->> 'publishedOn', body ->> 'announcedOn',
    to_char(recorded_at AT TIME ZONE (SELECT time_zone FROM jurisdiction JOIN pledge ON pledge.jurisdiction_id = jurisdiction.id
      WHERE pledge.id = $1), 'YYYY-MM-DD')) AS day
  FROM told JOIN entry ON entry.id = told.id
)
SELECT id, position, known_at, kind, day AS "on", target_id, fact_id, body, author_id, reviewer_id, forced, recorded_at
FROM dated
WHERE ($2::bigint IS NULL OR position <= $2) AND ($3::text IS NULL OR day <= $3) AND ($4::bigint IS NULL OR id < $4)
ORDER BY id DESC LIMIT $5`;
