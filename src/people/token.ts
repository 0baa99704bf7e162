import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The key of the one administrator there is until people have keys of their own. */
export class AdminToken {
  private readonly digest: Buffer;

  private constructor(token: string) {
    this.digest = digestOf(token);
  }

  static of(token: string): AdminToken {
    return new AdminToken(token);
  }

  /** Reads the token that this folder keeps; the first time makes it, for this user's eyes only. */
  static async keptIn(folder: string): Promise<AdminToken> {
    const file = tokenFile(folder);
    await mkdir(folder, { recursive: true });
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
    return new AdminToken((await readFile(file, 'utf8')).trim());
  }

  /** Compares in a time that tells nothing about where a guess went wrong. */
  is(guess: string): boolean {
    return timingSafeEqual(digestOf(guess), this.digest);
  }
}

/** Where a folder keeps its token. */
export function tokenFile(folder: string): string {
  return join(folder, 'token');
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
