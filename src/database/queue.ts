import type { Asked } from './rows.js';
import { rows } from './rows.js';

/** How a queue treats what it holds. Times are milliseconds. */
export interface QueuePolicy {
  /** How long whoever claimed a row may take before another claims it. */
  leaseMs: number;
  /** A row is tried so often at most. */
  mostAttempts: number;
  /** The delay after the first failure; it doubles with each further one, up to the longest. */
  firstDelayMs: number;
  longestDelayMs: number;
}

/** A row that is claimed. Each claim raises the epoch: who holds an older one has lost the row. */
export interface Claimed {
  id: string;
  /** This one counted. */
  attempts: number;
  epoch: number;
}

/** The row was claimed by another meanwhile, or is settled: nothing of what was done for it may be written. */
export class LeaseLost extends Error {
  constructor(table: string, { id, epoch }: Claimed) {
    super(`${table} ${id}: epoch ${epoch} holds it no more`);
    this.name = 'LeaseLost';
  }
}

/**
 * Work that leaves the database and may fail: rows of a table with the columns of `queue` in `migrations/helpers.ts`. A row is
 * waiting, running under a lease, done, or failed for good. `chance` draws from [0, 1).
 */
export class Queue {
  constructor(
    private readonly table: string,
    private readonly policy: QueuePolicy,
    private readonly chance: () => number,
  ) {}

  /** Claims up to `atMost` rows that are due, those whose lease ran out among them. No two claimers get the same row. */
  async claim(tx: Asked, now: Date, atMost: number): Promise<Claimed[]> {
    await this.giveUp(tx, now);
    return rows<Claimed>(
      tx,
      `WITH claimed AS (
         UPDATE ${this.table} SET state = 'running', attempts = attempts + 1, epoch = epoch + 1, next_at = $2
         WHERE id = ANY (ARRAY(
           SELECT id FROM ${this.table} WHERE state IN ('waiting', 'running') AND next_at <= $1 AND attempts < $4
           ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED))
         RETURNING id, attempts, epoch)
       SELECT id, attempts, epoch FROM claimed ORDER BY id`,
      [now, this.leaseEnd(now), atMost, this.policy.mostAttempts],
    );
  }

  /** Lengthens the lease of what takes longer. Throws LeaseLost. */
  async renew(tx: Asked, claimed: Claimed, now: Date): Promise<void> {
    await this.write(tx, claimed, 'next_at = $3', [this.leaseEnd(now)]);
  }

  /** Done; in the transaction that keeps what came of it. Throws LeaseLost. */
  async finish(tx: Asked, claimed: Claimed): Promise<void> {
    await this.write(tx, claimed, `state = 'done', error = NULL`, []);
  }

  /** Failed: to be tried again later, or for good where it was the last attempt. Throws LeaseLost. */
  async fail(tx: Asked, claimed: Claimed, error: string, now: Date): Promise<void> {
    const state = claimed.attempts >= this.policy.mostAttempts ? 'failed' : 'waiting';
    const nextAt = new Date(now.getTime() + delayAfter(claimed.attempts, this.policy, this.chance));
    await this.write(tx, claimed, 'state = $3, error = $4, next_at = $5', [state, error, nextAt]);
  }

  /** Rows whose last lease ran out too: whoever works on them does not come back. */
  private async giveUp(tx: Asked, now: Date): Promise<void> {
    await tx.query(
      `UPDATE ${this.table} SET state = 'failed', epoch = epoch + 1, error = 'no answer'
       WHERE state = 'running' AND next_at <= $1 AND attempts >= $2`,
      [now, this.policy.mostAttempts],
    );
  }

  private leaseEnd(now: Date): Date {
    return new Date(now.getTime() + this.policy.leaseMs);
  }

  private async write(tx: Asked, claimed: Claimed, changes: string, values: unknown[]): Promise<void> {
    const [, written] = await tx.query<[unknown, number]>(
      `UPDATE ${this.table} SET ${changes} WHERE id = $1 AND epoch = $2 AND state = 'running'`,
      [claimed.id, claimed.epoch, ...values],
    );
    if (written === 0) throw new LeaseLost(this.table, claimed);
  }
}

/** Milliseconds to wait after so many attempts: doubled each time, and between half and all of it, so that not all come at once. */
export function delayAfter(
  attempts: number,
  { firstDelayMs, longestDelayMs }: QueuePolicy,
  chance: () => number,
): number {
  const whole = Math.min(firstDelayMs * 2 ** (attempts - 1), longestDelayMs);
  return Math.round(whole * (0.5 + chance() / 2));
}
