import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const SRC = resolve('src');

/** The rooms of src and the doors out of each. A door that is not listed is shut. */
const DOORS: Record<string, string[]> = {
  clock: [],
  database: ['config.ts'],
  html: ['clock', 'verdicts'],
  http: ['clock', 'config.ts', 'errors.ts'],
  staff: ['config.ts', 'errors.ts'],
  verdicts: ['clock'],
  entries: ['clock', 'database', 'errors.ts', 'http'],
  facts: ['clock', 'database', 'entries', 'errors.ts', 'verdicts'],
  governments: ['clock', 'database', 'entries', 'errors.ts', 'http'],
  sources: ['clock', 'database', 'entries', 'errors.ts', 'http', 'verdicts'],
  standings: ['clock', 'database', 'entries', 'errors.ts', 'facts', 'governments', 'http', 'sources', 'verdicts'],
  figures: [
    'clock',
    'database',
    'entries',
    'errors.ts',
    'facts',
    'governments',
    'http',
    'sources',
    'standings',
    'verdicts',
  ],
  pledges: [
    'clock',
    'database',
    'entries',
    'errors.ts',
    'facts',
    'figures',
    'governments',
    'http',
    'sources',
    'standings',
    'verdicts',
  ],
  board: [
    ...['clock', 'config.ts', 'database', 'entries', 'errors.ts', 'facts', 'figures', 'governments', 'html', 'http'],
    ...['jobs', 'pledges', 'sources', 'standings', 'verdicts'],
  ],
  jobs: ['clock', 'config.ts', 'database', 'entries', 'standings'],
};

/** Files that put the rooms together. */
const WIRING = ['app.module.ts', 'main.ts', 'start.mjs', 'tsconfig.build.json'];
const TOP = ['config.ts', 'errors.ts'];

interface Source {
  path: string;
  room: string;
  text: string;
  /** Paths below src, with their endings, of what it imports of ours. */
  imports: string[];
  /** Packages it imports. */
  packages: string[];
}

const sources = sourcesBelow(SRC).filter(({ path }) => !path.includes('.spec.'));
const rules = sources.filter(({ path }) => path.endsWith('.rules.ts'));

describe('the rooms of src', () => {
  it('are the ones that are named', () => {
    const known = [...Object.keys(DOORS), ...TOP, ...WIRING];
    expect(readdirSync(SRC).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('open only the doors that are listed', () => {
    const through = sources
      .filter(({ path }) => !WIRING.includes(path))
      .flatMap(({ path, room, imports }) =>
        imports
          .map(roomOf)
          .filter((other) => other !== room && !(DOORS[room] ?? []).includes(other))
          .map((other) => `${path} → ${other}`),
      );
    expect(through).toEqual([]);
  });

  it('let the rules of verdicts see nothing but the calendar', () => {
    const outside = sources
      .filter(({ room }) => room === 'verdicts')
      .flatMap(({ imports }) => imports)
      .filter((path) => roomOf(path) !== 'verdicts');
    expect([...new Set(outside)]).toEqual(['clock/calendar.rules.ts']);
  });

  it('let nobody but the wiring enter staff', () => {
    const visitors = sources.filter(
      ({ room, imports }) => room !== 'staff' && imports.some((path) => roomOf(path) === 'staff'),
    );
    expect(visitors.map(({ path }) => path).filter((path) => !WIRING.includes(path))).toEqual([]);
  });
});

describe('rules', () => {
  it('import only rules, and no framework', () => {
    const allowed = new Set(['d3-array', 'node:crypto', 'temporal-polyfill']);
    const impure = rules.flatMap(({ path, imports, packages }) => [
      ...imports.filter((other) => !other.endsWith('.rules.ts')).map((other) => `${path} → ${other}`),
      ...packages.filter((name) => !allowed.has(name)).map((name) => `${path} → ${name}`),
    ]);
    expect(impure).toEqual([]);
  });

  it('wait for nothing and draw no lots', () => {
    const impure = rules.filter(({ text }) =>
      /\basync\b|\bawait\b|\bPromise\b|Math\.random|\bprocess\./.test(bare(text)),
    );
    expect(impure.map(({ path }) => path)).toEqual([]);
  });
});

describe('one place for each thing', () => {
  it.each<[what: string, pattern: RegExp, places: string[]]>([
    ['the present', /new Date\(\)|Date\.now\(/, ['clock/clock.ts']],
    ['the environment', /process\.env/, ['config.ts']],
    ['what runs by itself', /@(Cron|Interval|Timeout)\(/, ['jobs/timetable.ts']],
    ['the status of a refusal', /application\/problem\+json/, ['http/problem.filter.ts', 'http/refusals.ts']],
  ])('%s', (_what, pattern, places) => {
    const found = sources.filter(({ text }) => pattern.test(bare(text))).map(({ path }) => path);
    expect(found).toEqual(places);
  });

  it('keeps controllers from deciding: none opens a transaction or writes SQL', () => {
    const controllers = sources.filter(
      ({ path }) => path.endsWith('.controller.ts') && path !== 'http/health.controller.ts',
    );
    expect(
      controllers.filter(({ text }) => /\.transaction\(|\.query\(/.test(bare(text))).map(({ path }) => path),
    ).toEqual([]);
  });
});

function sourcesBelow(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => sourceAt(join(entry.parentPath, entry.name)))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

function sourceAt(file: string): Source {
  const text = readFileSync(file, 'utf8');
  const path = relative(SRC, file).split(sep).join('/');
  const named = [...text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map((match) => match[1]!);
  return {
    path,
    room: roomOf(path),
    text,
    imports: named
      .filter((name) => name.startsWith('.'))
      .map((name) =>
        relative(SRC, resolve(dirname(file), name))
          .split(sep)
          .join('/')
          .replace(/\.js$/, '.ts'),
      )
      .filter((name) => !name.startsWith('..')),
    packages: named.filter((name) => !name.startsWith('.')),
  };
}

function roomOf(path: string): string {
  return path.split('/', 1)[0]!;
}

/** The text without its comments. */
function bare(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
}
