import { randomFillSync } from 'node:crypto';

/**
 * A new UUIDv7 (RFC 9562, 6.2 method 3: the twelve bits after the milliseconds are their fraction), so that ids made
 * later sort later. Made here because `uuidv7()` exists only from PostgreSQL 18 on.
 */
export function newId(): string {
  const now = performance.timeOrigin + performance.now();
  const milliseconds = Math.floor(now);
  const fraction = Math.floor((now - milliseconds) * 4096);
  const bytes = randomFillSync(Buffer.alloc(16));
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes.writeUInt16BE(0x7000 | fraction, 6);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
