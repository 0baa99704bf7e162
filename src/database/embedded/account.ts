import { readFile } from 'node:fs/promises';

/** The user the server runs as: PostgreSQL refuses to be root. */
export interface Account {
  uid: number;
  gid: number;
}

/** For root, the user `postgres` or else `nobody`; for anybody else null: the server runs as who starts it. */
export async function serverAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const line = lines.find(([name]) => name === wanted);
    if (line) return { uid: Number(line[2]), gid: Number(line[3]) };
  }
  throw new Error('PostgreSQL does not run as root and there is neither a user postgres nor nobody: set DATABASE_URL');
}
