import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Passwords {
  postgres: string;
  saydo_owner: string;
  saydo_app: string;
}

/** Reads the passwords of the embedded server; null before its first start. */
export async function readPasswords(folder: string): Promise<Passwords | null> {
  try {
    return JSON.parse(await readFile(fileIn(folder), 'utf8')) as Passwords;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Makes random passwords and keeps them for this user alone. Of two that start at once, both get the first's. */
export async function makePasswords(folder: string): Promise<Passwords> {
  const random = (): string => randomBytes(24).toString('base64url');
  const made: Passwords = { postgres: random(), saydo_owner: random(), saydo_app: random() };
  try {
    await writeFile(fileIn(folder), JSON.stringify(made), { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    const theirs = await readPasswords(folder);
    if (!theirs) throw error;
    return theirs;
  }
}

function fileIn(folder: string): string {
  return join(folder, 'database-passwords.json');
}
