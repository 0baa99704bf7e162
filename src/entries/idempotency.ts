import type { EntityManager } from 'typeorm';
import { Refusal } from '../errors.js';

/** An `Idempotency-Key` and the SHA-256 of the request that it came with. */
export interface Once {
  key: string;
  requestSha256: string;
}

const A_DAY = 24 * 60 * 60 * 1000;

/**
 * Does something once for a caller's key, within its transaction, and keeps the answer for 24 hours. Whoever comes with a
 * key that is held waits for the holder's end: the claim is part of the holder's transaction.
 */
export async function once<T>(
  tx: EntityManager,
  caller: string,
  { key, requestSha256 }: Once,
  now: Date,
  work: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  const claimed = await tx.query<unknown[]>(
    `INSERT INTO idempotency_key AS held (caller, key, request_sha256, used_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (caller, key) DO UPDATE
       SET request_sha256 = excluded.request_sha256, used_at = excluded.used_at, response = NULL
       WHERE held.used_at <= $5
     RETURNING key`,
    [caller, key, requestSha256, now, aDayBefore(now)],
  );
  if (claimed.length === 0) return answeredBefore<T>(tx, caller, { key, requestSha256 });
  const answer = await work(tx);
  await tx.query('UPDATE idempotency_key SET response = $3 WHERE caller = $1 AND key = $2', [
    caller,
    key,
    JSON.stringify(answer),
  ]);
  return answer;
}

/** Forgets the keys whose 24 hours are over, and says how many. */
export async function forgetKeys(tx: EntityManager, now: Date): Promise<number> {
  const [, forgotten] = await tx.query<[unknown, number]>('DELETE FROM idempotency_key WHERE used_at <= $1', [
    aDayBefore(now),
  ]);
  return forgotten;
}

async function answeredBefore<T>(tx: EntityManager, caller: string, { key, requestSha256 }: Once): Promise<T> {
  const [held] = await tx.query<{ request_sha256: string; response: T }[]>(
    'SELECT request_sha256, response FROM idempotency_key WHERE caller = $1 AND key = $2',
    [caller, key],
  );
  if (!held) throw new Refusal('conflict', 'idempotency_key_expired', 'the key has just expired: ask again');
  if (held.request_sha256 !== requestSha256) {
    throw new Refusal(
      'unprocessable',
      'idempotency_key_reused',
      'this Idempotency-Key came with another request in the last 24 hours',
    );
  }
  return held.response;
}

function aDayBefore(now: Date): Date {
  return new Date(now.getTime() - A_DAY);
}
