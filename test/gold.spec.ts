import { describe, expect, it } from '@jest/globals';
import { contextItems, documents, reference, type SeedFigure, type SeedVersion } from '../seeds/documents.js';
import { judge, verdictOf } from '../src/verdicts/judge.rules.js';
import { parseFigures, parseQuestion, parseTarget } from '../src/verdicts/parse.rules.js';
import type { Headline, Measure } from '../src/verdicts/words.rules.js';
import items from './gold/items.json' with { type: 'json' };
import pairRows from './gold/pairs.json' with { type: 'json' };

/** What a promise says, as far as the rules need it. */
type Said = Partial<SeedVersion> & Pick<SeedVersion, 'comparator' | 'measure'>;

type Pair = {
  id: string;
  targets: string[];
  outcomes: string[];
  evaluatedAt: string;
  status: string;
  atCorpusEnd: string | null;
};

const pairs: Pair[] = pairRows;
const CORPUS_END = '2025-11-24';
const pledges = documents.flatMap(({ pledges }) => pledges);
const figures = documents.flatMap(({ figures }) => figures);
const indicators = documents.flatMap(({ indicators }) => indicators);
const sources = documents.flatMap(({ source, headlines = [] }) => [source, ...headlines]);
const indicatorBy = new Map(indicators.map((indicator) => [indicator.key, indicator]));

/** The item of a text that a key stands for; one item may hold several numbers. */
const itemOf = (key: string) => key.slice(0, 'S000-000'.length);
const unique = (keys: string[]) => [...new Set(keys)];

describe('the five documents', () => {
  it('cover the 276 items of the analyst, each exactly once', () => {
    const covered = [
      ...pledges.map(({ key }) => key),
      ...unique(figures.map(({ key }) => itemOf(key))),
      ...contextItems.leftOut.map(({ key }) => key),
    ];
    expect(covered.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
    expect(items).toHaveLength(276);
  });

  it('hold a pledge for each of the 47 pledges and for nothing else', () => {
    expect(pledges.map(({ key }) => key).toSorted()).toEqual(idsOf('pledge'));
    expect(pledges).toHaveLength(47);
  });

  it('hold figures for each of the 213 outcomes, and for the context that was kept', () => {
    const kept = contextItems.keptContext.map(({ key }) => key);
    const recorded = unique(figures.map(({ key }) => itemOf(key)));
    expect(recorded.toSorted()).toEqual([...idsOf('outcome'), ...kept].toSorted());
    expect(idsOf('outcome')).toHaveLength(213);
  });

  it('guess no number that is lost: the figure stands without one and says why', () => {
    const lost = figures.filter(({ value }) => value === undefined);
    expect(lost.map(({ key }) => key)).toEqual(['S003-032', 'S003-034', 'S003-050']);
    for (const { doubt } of lost) expect(doubt).toMatch(/lost|broken/);
    for (const { id, values } of items) if (lost.some(({ key }) => key === id)) expect(values).toEqual([]);
  });

  it('say of each of the 16 context items why it was left out or kept, in both languages', () => {
    const told = [...contextItems.leftOut, ...contextItems.keptContext];
    expect(told.map(({ key }) => key)).toEqual(expect.arrayContaining(idsOf('context-figure')));
    expect(idsOf('context-figure')).toHaveLength(16);
    for (const { reasonZh, reasonEn } of told) expect([reasonZh, reasonEn]).not.toContain('');
  });

  it('name nothing that is not there, and nothing twice', () => {
    for (const rows of [...Object.values(reference), indicators, sources, pledges, figures]) {
      expect(keysOf(rows)).toHaveLength(unique(keysOf(rows)).length);
    }
    const jurisdictions = keysOf(reference.jurisdictions);
    const parents = reference.jurisdictions.flatMap(({ parent }) => parent ?? []);
    const places = [...reference.agencies, ...reference.programmes, ...indicators, ...pledges].map(
      (row) => row.jurisdiction,
    );
    expect(jurisdictions).toEqual(expect.arrayContaining([...parents, ...places]));
    expect(keysOf(reference.units)).toEqual(expect.arrayContaining(indicators.map(({ unit }) => unit)));
    expect(keysOf(reference.topics)).toEqual(expect.arrayContaining(pledges.map(({ topic }) => topic)));
    expect(keysOf(reference.agencies)).toEqual(expect.arrayContaining(pledges.flatMap(({ agency }) => agency ?? [])));
    expect(keysOf(reference.programmes)).toEqual(
      expect.arrayContaining(pledges.flatMap(({ programme }) => programme ?? [])),
    );
    expect(keysOf(sources)).toEqual(expect.arrayContaining(pledges.flatMap(({ source }) => source ?? [])));
    expect(keysOf(indicators)).toEqual(
      expect.arrayContaining([...indicatorsOfPledges(), ...figures.map((figure) => figure.indicator)]),
    );
    expect(keysOf(pledges)).toEqual(expect.arrayContaining(figures.flatMap(({ target }) => target ?? [])));
  });

  it('use every indicator that they name', () => {
    const used = new Set([...indicatorsOfPledges(), ...figures.map(({ indicator }) => indicator)]);
    expect(indicators.filter(({ key }) => !used.has(key))).toEqual([]);
  });

  it.each(pledges.map((pledge) => [pledge.key, pledge] as const))(
    '%s is a promise the rules can judge',
    (_key, pledge) => {
      expect(pledge.quote.length).toBeLessThanOrEqual(40);
      expect(pledge.targets.length).toBeGreaterThan(0);
      for (const { indicator, version } of pledge.targets) {
        expect(() => parseTarget(rulesOf(version))).not.toThrow();
        expect(indicatorBy.get(indicator)!.measure).toBe(version.measure);
        expect(version.announcedOn).toBe(pledge.announcedOn);
        if (version.closes === 'fixed') expect(version.assumed).toContain('closes');
        if (version.aggregate) expect(version.assumed).toContain('aggregate');
        for (const field of version.assumed) expect(version).toHaveProperty(field);
      }
    },
  );

  it('hold figures that the rules can read, none published after its own source, none that ends after that day', () => {
    for (const { source, figures: published } of documents) {
      for (const figure of published) {
        expect(figure.publishedOn).toBe(source.publishedOn);
        expect(figure.periodEnd <= figure.publishedOn).toBe(true);
        const standIn = parseTarget(rulesOf(STAND_INS[indicatorBy.get(figure.indicator)!.measure]));
        expect(() => parseFigures([ruleFigure(figure)], standIn)).not.toThrow();
      }
    }
  });

  it('carry the numbers of the analyst and no others', () => {
    const valuesBy = new Map(items.map(({ id, values }) => [id, values]));
    const numbers = [
      ...pledges.flatMap(({ key, targets }) => targets.map(({ version }) => [key, version.value] as const)),
      ...figures.map(({ key, value }) => [key, value] as const),
    ];
    const strangers = numbers.filter(
      ([key, value]) => value !== undefined && !valuesBy.get(itemOf(key))!.includes(value),
    );
    expect(strangers).toEqual([
      ['S001-033', '1'], // one act; the analyst counts the two names in it
      ['S003-012b', '2800'], // the number from which the same sentence counts
      ['S003-027', '1'], // the act alone: its count is lost
      ['S000-005', '1'], // the best of the city is its first
    ]);
  });

  it('are due when the analyst says, and never where the text sets no day', () => {
    const endBy = new Map(items.map(({ id, end }) => [id, end]));
    for (const { key, targets } of pledges) {
      for (const { version } of targets) expect([key, version.due ?? null]).toEqual([key, endBy.get(key)]);
    }
  });

  it('leave the number of a promise empty only where the text has none', () => {
    const valuesBy = new Map(items.map(({ id, values }) => [id, values]));
    const empty = pledges.filter(({ targets }) =>
      targets.some(({ version }) => version.value === undefined && version.measure !== 'deliverable'),
    );
    expect(empty.map(({ key }) => key)).toEqual(['S001-019', 'S001-034', 'S004-076', 'S004-077']);
    for (const { key } of empty) expect(valuesBy.get(key)).toEqual([]);
  });

  it('let a figure name a promise only by a share or a claim, and doubt every figure of the back-translated text', () => {
    for (const { target, claim, statedShare } of figures) {
      expect(target !== undefined).toBe(claim !== undefined || statedShare !== undefined);
    }
    expect(figures.filter(({ key, doubt }) => key.startsWith('S003') && !doubt)).toEqual([]);
  });

  it('mark a task set by the province and a deadline that is a range', () => {
    expect(pledges.filter(({ setBy }) => setBy).map(({ key, setBy }) => [key, setBy])).toEqual([
      ['S004-019', '山西省'],
    ]);
    expect(versionOf('S000-026')).toMatchObject({
      due: '2025-08-31',
      dueEarliest: '2024-08-31',
      dueWords: '经过2至3年',
    });
  });
});

describe('the 47 pairs of promise and outcome', () => {
  /** The analyst's words and the headlines that say the same here. */
  const SAME: Record<string, Headline[]> = {
    achieved_early: ['met'],
    achieved: ['met'],
    over_achieved: ['exceeded'],
    maintained: ['holding'],
    full_coverage_reported: ['holding', 'met'],
    short_of_full: ['in_progress'],
    claimed_over_achieved_no_target: ['claimed'],
    claimed_met_no_actual: ['holding'],
    in_progress_not_due: ['no_figures'],
    open_no_deadline: ['no_figures'],
    not_comparable: ['no_figures'],
    not_computable_no_figures: ['not_assessable'],
    due_passed_no_report: ['unreported'],
    not_computable_garbled: ['unreported'],
    indicative_met_not_computed: ['unreported'],
  };

  /** Rows where the rules read otherwise than the analyst, each with the reason. They stay. */
  const OTHERWISE: Record<string, { headline: Headline; why: string }> = {
    PR37: {
      headline: 'unreported',
      why: 'the analyst looked on 2024-01-25; the figure of the pair is published on 2025-11-24, when the year is over, and a mean of five years is no rate of 2024',
    },
  };

  const province = (statedShare: string) => ({ promise: count(undefined, year(2022)), add: { statedShare } });
  const unstated = { promise: count(undefined, year(2023)), add: { claim: 'exceeded' as const } };

  /**
   * Pairs whose text holds no promise of its own: none is recorded. Judged here as if the analyst's reading were a
   * promise, with the words or the share that the figure carries only as a doubt.
   */
  const AS_IF: Record<string, { promise: Said; figure?: string; add?: Partial<SeedFigure> }> = {
    PR03: province('1.0419'),
    PR04: province('2.0377'),
    PR05: province('1.2608'),
    PR06: province('1.2440'),
    PR07: { promise: count('2172'), figure: 'S004-048a' },
    PR08: { promise: level('at_least', '100'), figure: 'S004-047b' },
    PR09: { promise: level('at_least', '63'), figure: 'S004-022a' },
    PR10: { promise: level('at_least', '186'), figure: 'S004-051a' },
    PR11: { promise: level('at_most', '0') },
    PR12: { promise: count('13', year(2022)) },
    PR13: { promise: count('85'), figure: 'S004-016a' },
    PR14: unstated,
    PR15: unstated,
    PR16: unstated,
    PR17: unstated,
    PR18: unstated,
    PR19: { promise: { ...level('at_most', '5.5'), aggregate: 'mean', closes: 'fixed', ...year(2023) } },
    PR20: { promise: level('at_most', '0') },
    PR21: { promise: level('at_least', '100') },
    PR22: { promise: level('at_least', '99') },
  };

  it('are 47, and a promise is recorded for each that the texts state', () => {
    expect(pairs).toHaveLength(47);
    const stated = pairs.filter(({ targets }) => targets.some((key) => pledges.some((pledge) => pledge.key === key)));
    expect(stated.map(({ id }) => id)).toEqual(pairs.map(({ id }) => id).filter((id) => !(id in AS_IF)));
    expect(stated).toHaveLength(27);
  });

  it.each(pairs.map((pair) => [pair.id, pair.status, pair] as const))(
    '%s, %s at its first look',
    (id, status, pair) => {
      const { headline } = judgePair(pair, firstLookOf(pair));
      if (id in OTHERWISE) expect(headline).toBe(OTHERWISE[id]!.headline);
      else expect(SAME[status]).toContain(headline);
    },
  );

  it.each(pairs.filter((pair) => pair.atCorpusEnd !== null).map((pair) => [pair.id, pair.atCorpusEnd, pair] as const))(
    '%s, %s at the end of the corpus',
    (_id, status, pair) => {
      const { headline } = judgePair(pair, CORPUS_END);
      expect(SAME[status!]).toContain(headline);
      if (status === 'due_passed_no_report')
        expect(['overdue', 'long_overdue', 'missed', 'breached']).not.toContain(headline);
    },
  );

  it('keep every reading that differs, with its reason', () => {
    const differing = pairs.filter((pair) => !SAME[pair.status]!.includes(judgePair(pair, firstLookOf(pair)).headline));
    expect(differing.map(({ id }) => id)).toEqual(Object.keys(OTHERWISE));
  });

  it('find the 6,000 nursery places early and the private schools under the ceiling', () => {
    const [early, ceiling] = pairs;
    expect(judgePair(early!, firstLookOf(early!))).toMatchObject({ timeliness: 'met_early', metOn: '2023-11-30' });
    expect(judgePair(ceiling!, firstLookOf(ceiling!))).toMatchObject({ timeliness: 'met_on_time', achieved: '3.89' });
  });

  function judgePair({ id, targets, outcomes }: Pair, asOf: string) {
    const asIf = AS_IF[id];
    if (asIf === undefined) return judgePledge(targets[0]!, asOf);
    const own = figures.find(({ key }) => key === (asIf.figure ?? outcomes[0]))!;
    return verdictFor(asIf.promise, [{ ...own, ...asIf.add }], asOf);
  }
});

const STAND_INS: Record<Measure, Said> = {
  flow: { comparator: 'at_least', value: '1', measure: 'flow' },
  level: { comparator: 'at_least', value: '1', measure: 'level', aggregate: 'last' },
  deliverable: { comparator: 'done', measure: 'deliverable' },
};

function idsOf(kind: string): string[] {
  return items
    .filter((item) => item.kind === kind)
    .map(({ id }) => id)
    .toSorted();
}

function keysOf(rows: { key: string }[]): string[] {
  return rows.map(({ key }) => key);
}

function indicatorsOfPledges(): string[] {
  return pledges.flatMap(({ targets }) => targets.map(({ indicator }) => indicator));
}

function versionOf(key: string): SeedVersion {
  return pledges.find((pledge) => pledge.key === key)!.targets[0]!.version;
}

/** A pledge's first target with its figures: those of its indicator, but no share or claim of another. */
function judgePledge(key: string, asOf: string) {
  const { indicator, version } = pledges.find((pledge) => pledge.key === key)!.targets[0]!;
  const own = figures.filter((figure) => figure.indicator === indicator && (figure.target ?? key) === key);
  return verdictFor(version, own, asOf);
}

function verdictFor(promise: Said, own: SeedFigure[], asOf: string) {
  const question = parseQuestion({ asOf, target: rulesOf(promise), figures: own.map(ruleFigure) });
  return verdictOf(judge(question.target, question.figures, question.asOf));
}

/** The fields of a version that the rules take. */
function rulesOf({ announcedOn: _a, kind: _k, assumed: _s, dueWords: _w, dueEarliest: _e, ...promise }: Said): object {
  return promise;
}

/** The fields of a figure that the rules take. */
function ruleFigure({ key: _k, indicator: _i, target: _t, locator: _l, doubt: _d, ...figure }: SeedFigure): object {
  return figure;
}

/** The calendar year as a window. */
function year(of: number) {
  return { start: `${of}-01-01`, due: `${of}-12-31` };
}

function count(value?: string, window: object = {}): Said {
  return { comparator: 'at_least', value, measure: 'flow', ...window };
}

function level(comparator: 'at_least' | 'at_most', value: string): Said {
  return { comparator, value, measure: 'level', aggregate: 'last' };
}

/** The later of the analyst's day and the day on which the last of the pair's figures, or its promise, was published. */
function firstLookOf({ evaluatedAt, targets, outcomes }: Pair): string {
  const published = figures
    .filter(({ key, value }) => outcomes.includes(itemOf(key)) && value !== undefined)
    .map(({ publishedOn }) => publishedOn);
  const announced = pledges.filter(({ key }) => targets.includes(key)).map(({ announcedOn }) => announcedOn);
  return [evaluatedAt, ...published, ...announced].toSorted().at(-1)!;
}
