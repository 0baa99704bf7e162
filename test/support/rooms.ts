import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';

/** A file below `src`: its path there, with slashes, and what it says. */
export type Source = { path: string; text: string };

/** Rooms by name, and the rooms (or files at the top) that each may see. */
export type Doors = Record<string, readonly string[]>;

/** Rooms by name, and the tables that each owns. */
export type Tables = Record<string, readonly string[]>;

/** All sources of a folder but the specs, by path. */
export function sourcesBelow(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(({ name }) => /\.tsx?$/.test(name) && !name.includes('.spec.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(folder, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

export function roomOf(path: string): string {
  return path.split('/', 1)[0]!;
}

/** The text without its comments. */
export function bare(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
}

/** What a source imports: files of ours by their path below `src`, and packages by name. */
export function importsOf({ path, text }: Source, known: ReadonlySet<string>): { files: string[]; packages: string[] } {
  const named = [...text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, name]) => name!);
  const files = named
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(path), name))
    .filter((file) => !file.startsWith('..'))
    .map((file) => sourceNamed(file, known));
  return { files, packages: named.filter((name) => !name.startsWith('.')) };
}

/** An import names what the build makes: `x.js` is made of `x.ts` or of `x.tsx`. */
function sourceNamed(file: string, known: ReadonlySet<string>): string {
  const [script, page] = ['.ts', '.tsx'].map((ending) => file.replace(/\.js$/, ending));
  return known.has(page!) ? page! : script!;
}

/** Imports through a door that is not listed, as `path → room`. */
export function shutDoors(sources: readonly Source[], doors: Doors): string[] {
  return visits(sources)
    .filter(({ room, to }) => !(doors[room] ?? []).includes(to))
    .map(({ path, to }) => `${path} → ${to}`);
}

/** Tables that the SQL of a source names, though they belong to a room that it has no door to, as `path → table`. */
export function foreignTables(sources: readonly Source[], doors: Doors, owns: Tables): string[] {
  return readings(sources, owns)
    .filter(({ room, owner }) => owner !== room && !(doors[room] ?? []).includes(owner))
    .map(({ path, table }) => `${path} → ${table}`);
}

/** Doors that are listed and that no import and no SQL goes through, as `room → room`. */
export function unusedDoors(sources: readonly Source[], doors: Doors, owns: Tables): string[] {
  const used = new Set([
    ...visits(sources).map(({ room, to }) => `${room} → ${to}`),
    ...readings(sources, owns).map(({ room, owner }) => `${room} → ${owner}`),
  ]);
  return Object.entries(doors)
    .flatMap(([room, others]) => others.map((other) => `${room} → ${other}`))
    .filter((door) => !used.has(door));
}

/** Files that come back to themselves over what they import, types too, as `a → b → a`; one line for each way back. */
export function circles(sources: readonly Source[]): string[] {
  const known = new Set(sources.map(({ path }) => path));
  const imports = new Map(sources.map((source) => [source.path, importsOf(source, known).files]));
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const before = way.indexOf(path);
    if (before >= 0) found.push([...way.slice(before), path].join(' → '));
    if (before >= 0 || done.has(path)) return;
    for (const next of imports.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const { path } of sources) walk(path, []);
  return found;
}

function visits(sources: readonly Source[]): { path: string; room: string; to: string }[] {
  const known = new Set(sources.map(({ path }) => path));
  return sources.flatMap((source) => {
    const room = roomOf(source.path);
    const rooms = new Set(importsOf(source, known).files.map(roomOf));
    rooms.delete(room);
    return [...rooms].map((to) => ({ path: source.path, room, to }));
  });
}

function readings(
  sources: readonly Source[],
  owns: Tables,
): { path: string; room: string; table: string; owner: string }[] {
  const owners = new Map(Object.entries(owns).flatMap(([room, tables]) => tables.map((table) => [table, room])));
  return sources.flatMap(({ path, text }) => {
    const named = [...bare(text).matchAll(/\b(?:FROM|JOIN|INTO|UPDATE)\s+"?([a-z_]+)/g)].map(([, name]) => name!);
    return [...new Set(named)].flatMap((table) => {
      const owner = owners.get(table);
      return owner === undefined ? [] : [{ path, room: roomOf(path), table, owner }];
    });
  });
}
