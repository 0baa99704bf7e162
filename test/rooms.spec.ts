import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  bare,
  circles,
  type Doors,
  foreignTables,
  importsOf,
  roomOf,
  shutDoors,
  sourcesBelow,
  type Tables,
  unusedDoors,
} from './support/rooms.js';

const SRC = resolve('src');

/** The rooms of src and the doors out of each. A door that is not listed is shut. */
const DOORS: Doors = {
  clock: [],
  database: ['config.ts'],
  html: ['clock', 'verdicts'],
  http: ['clock', 'config.ts', 'errors.ts'],
  people: ['config.ts', 'errors.ts', 'http'],
  verdicts: ['clock'],
  entries: ['clock', 'database', 'errors.ts', 'http', 'people'],
  facts: ['clock', 'database', 'entries', 'errors.ts', 'governments', 'verdicts'],
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

/** The tables of each room: its SQL names those, and those of rooms that it has a door to. */
const OWNS: Tables = {
  entries: ['entry', 'feed', 'idempotency_key'],
  facts: ['check', 'decision', 'figure', 'indicator', 'note', 'pledge', 'target', 'version', 'void'],
  governments: ['agency', 'jurisdiction', 'topic', 'unit'],
  sources: ['kept_copy', 'source'],
  standings: ['flag', 'pledge_span', 'pledge_verdict', 'verdict', 'verdict_span'],
  pledges: ['programme'],
  jobs: ['job_run'],
};

/** Tables behind a wall that the SQL of a room still names. One that it names no more fails: the list only grows shorter. */
const HOLES: Tables = {
  facts: ['pledge_verdict'],
};

/** Files that put the rooms together. */
const WIRING = ['app.module.ts', 'main.ts', 'start.mjs', 'tsconfig.build.json'];
const TOP = ['config.ts', 'errors.ts'];

const sources = sourcesBelow(SRC);
const paths = new Set(sources.map(({ path }) => path));
const inRooms = sources.filter(({ path }) => !WIRING.includes(path));
const rules = sources.filter(({ path }) => path.endsWith('.rules.ts'));

describe('the rooms of src', () => {
  it('are the ones that are named', () => {
    const known = [...Object.keys(DOORS), ...TOP, ...WIRING];
    expect(readdirSync(SRC).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('open only the doors that are listed', () => {
    expect(shutDoors(inRooms, DOORS)).toEqual([]);
  });

  it('go through every door that is listed', () => {
    expect(unusedDoors(inRooms, DOORS, OWNS)).toEqual([]);
  });

  it('own every table of the migrations, each once', () => {
    const sql = readdirSync('migrations')
      .filter((name) => name !== 'helpers.ts')
      .map((name) => readFileSync(join('migrations', name), 'utf8'));
    const made = sql.flatMap((text) => [...text.matchAll(/CREATE TABLE "?([a-z_]+)/g)].map(([, name]) => name!));
    expect(Object.values(OWNS).flat().toSorted()).toEqual([...new Set(made)].toSorted());
  });

  it('read and write no table behind a wall, but through the holes that are listed', () => {
    const found = foreignTables(inRooms, DOORS, OWNS);
    const roomAndTable = (line: string): string => `${roomOf(line)} → ${line.split(' → ')[1]}`;
    const holes = Object.entries(HOLES).flatMap(([room, tables]) => tables.map((table) => `${room} → ${table}`));
    expect(found.filter((line) => !holes.includes(roomAndTable(line)))).toEqual([]);
    expect(holes.filter((hole) => !found.map(roomAndTable).includes(hole))).toEqual([]);
  });

  it('have no files that import one another in a circle', () => {
    expect(circles(sources)).toEqual([]);
  });

  it('let the rules of verdicts see nothing but the calendar', () => {
    const outside = sources
      .filter(({ path }) => roomOf(path) === 'verdicts')
      .flatMap((source) => importsOf(source, paths).files)
      .filter((path) => roomOf(path) !== 'verdicts');
    expect([...new Set(outside)]).toEqual(['clock/calendar.rules.ts']);
  });

  it('let nobody but people and the wiring know the token', () => {
    const visitors = inRooms.filter(
      (source) => roomOf(source.path) !== 'people' && importsOf(source, paths).files.includes('people/token.ts'),
    );
    expect(visitors.map(({ path }) => path)).toEqual([]);
  });
});

/** A house of two rooms where all is in order, and what each check says of one line that is not. */
describe('a line that does not belong', () => {
  const doors = { cellar: [], kitchen: ['cellar'] };
  const owns = { cellar: ['wine'], kitchen: ['soup'] };
  const wine = { path: 'cellar/wine.ts', text: "sql('SELECT FROM wine')" };
  const soup = { path: 'kitchen/soup.ts', text: "import { wine } from '../cellar/wine.js';\nsql('UPDATE soup')" };
  const house = [wine, soup];
  const withLine = (path: string, line: string) => [
    ...house.map((source) => (source.path === path ? { path, text: `${source.text}\n${line}` } : source)),
    ...(house.every((source) => source.path !== path) ? [{ path, text: line }] : []),
  ];

  it('is not there to begin with', () => {
    expect(shutDoors(house, doors)).toEqual([]);
    expect(foreignTables(house, doors, owns)).toEqual([]);
    expect(unusedDoors(house, doors, owns)).toEqual([]);
    expect(circles(house)).toEqual([]);
  });

  it.each([
    ["import { soup } from '../kitchen/soup.js';", ['cellar/wine.ts → kitchen']],
    ["import type { Soup } from '../kitchen/soup.js';", ['cellar/wine.ts → kitchen']],
    ["const soup = await import('../kitchen/soup.js');", ['cellar/wine.ts → kitchen']],
    ["import { readFile } from 'node:fs/promises';", []],
  ])('opens a door: %s', (line, found) => {
    expect(shutDoors(withLine('cellar/wine.ts', line), doors)).toEqual(found);
  });

  it.each([
    ["sql('SELECT FROM soup')", ['cellar/wine.ts → soup']],
    ["sql('SELECT FROM wine JOIN soup ON true')", ['cellar/wine.ts → soup']],
    ['sql(\'INSERT INTO "soup" DEFAULT VALUES\')', ['cellar/wine.ts → soup']],
    ["sql('UPDATE\\n  soup SET hot = true')", []],
    ['sql(`UPDATE\n  soup SET hot = true`)', ['cellar/wine.ts → soup']],
    ['// a sentence about what comes FROM soup', []],
  ])('reads through a wall: %s', (line, found) => {
    expect(foreignTables(withLine('cellar/wine.ts', line), doors, owns)).toEqual(found);
  });

  it('lists a door that nobody goes through', () => {
    expect(unusedDoors(house, { ...doors, cellar: ['kitchen'] }, owns)).toEqual(['cellar → kitchen']);
    const bySql = withLine('cellar/wine.ts', "sql('SELECT FROM soup')");
    expect(unusedDoors(bySql, { ...doors, cellar: ['kitchen'] }, owns)).toEqual([]);
  });

  it.each([
    [
      'cellar/wine.ts',
      "import { soup } from '../kitchen/soup.js';",
      'cellar/wine.ts → kitchen/soup.ts → cellar/wine.ts',
    ],
    ['kitchen/soup.ts', "import { soup } from './soup.js';", 'kitchen/soup.ts → kitchen/soup.ts'],
  ])('closes a circle: %s %s', (path, line, circle) => {
    expect(circles(withLine(path, line))).toEqual([circle]);
  });

  it('closes a circle over a page', () => {
    const page = { path: 'kitchen/menu.page.tsx', text: "import type { Soup } from './soup.js';" };
    const found = circles([...withLine('kitchen/soup.ts', "import { Menu } from './menu.page.js';"), page]);
    expect(found).toEqual(['kitchen/soup.ts → kitchen/menu.page.tsx → kitchen/soup.ts']);
  });
});

describe('rules', () => {
  it('import only rules, and no framework', () => {
    const allowed = new Set(['d3-array', 'node:crypto', 'temporal-polyfill']);
    const impure = rules.flatMap((source) => {
      const { files, packages } = importsOf(source, paths);
      const others = [
        ...files.filter((file) => !file.endsWith('.rules.ts')),
        ...packages.filter((name) => !allowed.has(name)),
      ];
      return others.map((other) => `${source.path} → ${other}`);
    });
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
