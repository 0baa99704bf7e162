import { createHash } from 'node:crypto';

/** What a sealed entry says: everything that the chain vouches for. `knownAt` and `recordedAt` are RFC 3339 UTC, to the millisecond. */
export interface SealedEntry {
  position: number;
  knownAt: string;
  kind: string;
  pledgeId: string | null;
  targetId: string | null;
  factId: string | null;
  body: unknown;
  authorId: string | null;
  reviewerId: string | null;
  forced: boolean;
  recordedAt: string;
}

/** What the chain begins with, before the first entry. */
export const CHAIN_START = Buffer.alloc(32);

/** The link of one entry: SHA-256 of the link before it, followed by the entry as canonical JSON in UTF-8. */
export function chainOf(before: Buffer, entry: SealedEntry): Buffer {
  const { position, knownAt, kind, pledgeId, targetId, factId, body, authorId, reviewerId, forced, recordedAt } = entry;
  const said = { position, knownAt, kind, pledgeId, targetId, factId, body, authorId, reviewerId, forced, recordedAt };
  return createHash('sha256').update(before).update(canonical(said)).digest();
}

/** JSON without spaces, the keys of every object in the order of their UTF-16 code units: one text for one value. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
