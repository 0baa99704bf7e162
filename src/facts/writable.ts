import type { EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { rows } from '../database/rows.js';
import { stands, targetStands } from './standing.sql.js';
import { Refusal } from '../errors.js';

/** A pledge that facts may be written about. */
export interface WritablePledge {
  id: string;
  jurisdictionId: string;
  sourceId: string;
  announcedOn: Day;
  timeZone: string;
}

/** A target that facts may be written about. */
export interface WritableTarget {
  id: string;
  pledgeId: string;
  timeZone: string;
}

/**
 * Locks a pledge until the transaction ends and only then reads it, so that it cannot be taken back in between. Throws
 * pledge_not_found, pledge_void.
 */
export async function writablePledge(tx: EntityManager, id: string): Promise<WritablePledge> {
  await lockPledges(tx, [id]);
  const [pledge] = await rows<WritablePledge & Standing>(tx, PLEDGE, [id]);
  return standing('pledge', pledge);
}

/** Locks the pledge of a target and only then reads the target. Throws target_not_found, target_void. */
export async function writableTarget(tx: EntityManager, id: string): Promise<WritableTarget> {
  const [found] = await rows<{ pledgeId: string }>(tx, 'SELECT pledge_id FROM target WHERE id = $1', [id]);
  if (found === undefined) throw Refusal.of('not_found', 'target');
  await lockPledges(tx, [found.pledgeId]);
  const [target] = await rows<WritableTarget & Standing>(tx, TARGET, [id]);
  return standing('target', target);
}

/** Locks pledges until the transaction ends, in one order for all. Before entries are recorded about them. */
export async function lockPledges(tx: EntityManager, pledgeIds: readonly string[]): Promise<void> {
  await tx.query('SELECT FROM pledge_verdict WHERE pledge_id = ANY($1) ORDER BY pledge_id FOR UPDATE', [pledgeIds]);
}

/** Locks indicators and every pledge with a target on one of them; answers these pledges. */
export async function lockIndicators(tx: EntityManager, indicatorIds: readonly string[]): Promise<string[]> {
  await tx.query(
    `SELECT pg_advisory_xact_lock(key) FROM
       (SELECT DISTINCT hashtextextended(id::text, 0) AS key FROM unnest($1::uuid[]) AS id ORDER BY key) AS keys`,
    [indicatorIds],
  );
  const pledges = await rows<{ pledgeId: string }>(
    tx,
    'SELECT DISTINCT pledge_id FROM target WHERE indicator_id = ANY($1)',
    [indicatorIds],
  );
  const ids = pledges.map(({ pledgeId }) => pledgeId);
  await lockPledges(tx, ids);
  return ids;
}

interface Standing {
  stands: boolean;
}

function standing<Row extends Standing>(noun: string, row: Row | undefined): Omit<Row, 'stands'> {
  if (row === undefined) throw Refusal.of('not_found', noun);
  const { stands: isStanding, ...found } = row;
  if (!isStanding) throw Refusal.of('void', noun);
  return found;
}

const PLEDGE = `
SELECT pledge.id, pledge.jurisdiction_id, pledge.source_id, pledge.announced_on, jurisdiction.time_zone,
  ${stands('pledge', 'NULL')} AS stands
FROM pledge JOIN jurisdiction ON jurisdiction.id = pledge.jurisdiction_id WHERE pledge.id = $1`;

const TARGET = `
SELECT target.id, target.pledge_id, jurisdiction.time_zone, ${targetStands('target', 'NULL')} AS stands
FROM target JOIN pledge ON pledge.id = target.pledge_id JOIN jurisdiction ON jurisdiction.id = pledge.jurisdiction_id
WHERE target.id = $1`;
