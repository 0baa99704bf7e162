import * as fc from 'fast-check';
import { addDays, type Day } from '../../src/clock/calendar.rules.js';
import { ChecksService } from '../../src/figures/checks.service.js';
import type { Because } from '../../src/figures/figure.entity.js';
import type { NewFigure } from '../../src/figures/figure-drafts.js';
import { FiguresService } from '../../src/figures/figures.service.js';
import { NotesService } from '../../src/figures/notes.service.js';
import { Clock } from '../../src/clock/clock.js';
import type { Authorship } from '../../src/entries/entries.service.js';
import { Refusal } from '../../src/errors.js';
import { type LaterVersion, type NewVersion, PledgesService } from '../../src/pledges/pledges.service.js';
import type { LaterKind } from '../../src/pledges/versions.rules.js';
import type { Voidable } from '../../src/pledges/void.entity.js';
import { VoidsService } from '../../src/pledges/voids.service.js';
import { DecisionsService } from '../../src/standings/api/decisions.service.js';
import { SealJob } from '../../src/standings/settle/seal.job.js';
import { SettleStandingsJob } from '../../src/standings/settle/settle-standings.job.js';
import { SettleService } from '../../src/standings/settle/settle.service.js';
import type {
  Bound,
  Claim,
  Delivery,
  FigureStanding,
  Measure,
  PublisherClass,
} from '../../src/verdicts/words.rules.js';
import type { TestApp } from './app.js';
import type { Given } from './given.js';

/** Histories begin on this day, and are looked back upon from the last one. Days in them are counted from the first. */
export const FIRST_DAY: Day = '2024-01-28';
export const DAYS = 160;
const A_DAY = 24 * 60;
/** The minute of a UTC day at which a machine that is always on settles: just after midnight in the first zone. */
const NIGHTLY = 16 * 60 + 5;
const ZONES = ['Asia/Shanghai', 'America/New_York'];

const BY: Authorship = { authorId: 'test' };

/** What the histories of a zone stand on. */
interface Ground {
  given: Given;
  jurisdictionId: string;
  agencyId: string;
  topicId: string;
  unitId: string;
  sources: Record<PublisherClass, string>;
}

async function groundIn({ given }: TestApp, timeZone: string): Promise<Ground> {
  const { id: jurisdictionId } = await given.jurisdiction({ timeZone });
  const { id: agencyId } = await given.agency({ jurisdictionId });
  const { id: topicId } = await given.topic();
  const { id: unitId } = await given.unit({ en: null });
  const source = async (publisherClass: PublisherClass): Promise<string> =>
    (await given.source({ publisherClass, publisher: publisherClass })).id;
  const sources = {
    government: await source('government'),
    auditor: await source('auditor'),
    independent: await source('independent'),
  };
  return { given, jurisdictionId, agencyId, topicId, unitId, sources };
}

/** What a version is made of; `saidOf` makes lawful versions of any measure of it. */
interface Stuff {
  comparator: number;
  value: string | null;
  begins: number;
  lasts: number | null;
  fixed: boolean;
  lag: number;
  grace: number;
  cadence: 'monthly' | 'quarterly' | null;
  aggregate: number;
  baseline: string | null;
  ramp: boolean;
}

interface Statement {
  publisherClass: PublisherClass;
  publishedAgo: number;
  endsAgo: number;
  lasts: number | null;
  value: string;
  bound: Bound;
  standing: FigureStanding;
  says: 'number' | 'share' | 'number and share' | Claim;
}

/** Something that is recorded; `of` and `pick` choose among what is there. */
type Deed =
  | { do: 'figure'; of: number; statement: Statement }
  | { do: 'revision'; pick: number; because: Because; statement: Statement }
  | { do: 'void'; pick: number }
  | { do: 'void pledge' }
  | { do: 'version'; of: number; kind: LaterKind; ago: number; stuff: Stuff }
  | { do: 'decision'; of: number; ago: number; delivery: Delivery }
  | { do: 'check'; of: number; ago: number }
  | { do: 'note' }
  | { do: 'target'; part: Part };

interface Part {
  measure: Measure;
  indicator: number;
  stuff: Stuff;
}

/** One promise and what became of it. */
export interface History {
  zone: number;
  born: number;
  announcedAgo: number;
  parts: Part[];
  /** each so many minutes after the one before; the log is sealed after some */
  deeds: { after: number; sealed: boolean; deed: Deed }[];
}

const amount = fc.constantFrom('0', '5', '20', '40', '55', '60.5', '80', '99.99', '100', '101', '120', '140');

const stuff: fc.Arbitrary<Stuff> = fc.record({
  comparator: fc.nat(6),
  value: fc.constantFrom('100', '100', '60', '120', null),
  begins: fc.integer({ min: -60, max: 10 }),
  lasts: fc.option(fc.integer({ min: 10, max: 150 }), { freq: 8 }),
  fixed: fc.boolean(),
  lag: fc.constantFrom(0, 10, 30),
  grace: fc.constantFrom(0, 0, 12),
  cadence: fc.constantFrom('monthly', 'quarterly', null),
  aggregate: fc.nat(2),
  baseline: fc.constantFrom(null, '10', '150'),
  ramp: fc.boolean(),
});

const statement: fc.Arbitrary<Statement> = fc.record({
  publisherClass: fc.constantFrom('government', 'government', 'government', 'auditor', 'independent'),
  publishedAgo: fc.oneof(fc.constant(0), fc.nat(25)),
  endsAgo: fc.integer({ min: 0, max: 50 }),
  lasts: fc.option(fc.nat(80), { freq: 1 }),
  value: amount,
  bound: fc.constantFrom('exact', 'exact', 'exact', 'about', 'over', 'nearly', 'at_least', 'at_most'),
  standing: fc.constantFrom('final', 'final', 'provisional', 'estimate'),
  says: fc.constantFrom(
    'number',
    'number',
    'number',
    'number',
    'share',
    'number and share',
    'met',
    'exceeded',
    'not_met',
  ),
});

const part: fc.Arbitrary<Part> = fc.record({
  measure: fc.constantFrom('flow', 'flow', 'level', 'deliverable'),
  indicator: fc.nat(3),
  stuff,
});

const of = fc.nat(2);
const ago = fc.oneof(fc.constant(0), fc.nat(20));
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 27, arbitrary: fc.record({ do: fc.constant('figure' as const), of, statement }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('revision' as const),
      pick: fc.nat(9),
      because: fc.constantFrom<Because[]>('revised', 'entry_error'),
      statement,
    }),
  },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('void' as const), pick: fc.nat(20) }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('version' as const),
      of,
      kind: fc.constantFrom<LaterKind[]>('amendment', 'amendment', 'clarification', 'withdrawal'),
      ago,
      stuff,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('decision' as const),
      of,
      ago,
      delivery: fc.constantFrom<Delivery[]>('met', 'exceeded', 'in_progress', 'missed', 'not_assessable'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('check' as const), of, ago }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('note' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('target' as const), part }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('void pledge' as const) }) },
);

/** A promise of one to three parts and up to ten deeds. */
export const history: fc.Arbitrary<History> = fc.record({
  zone: fc.nat(ZONES.length - 1),
  born: fc.nat(60),
  announcedAgo: fc.oneof(fc.constant(0), fc.nat(50)),
  parts: fc.array(part, { minLength: 1, maxLength: 3 }),
  deeds: fc.array(fc.record({ after: fc.integer({ min: 1, max: 30 * A_DAY }), sealed: fc.boolean(), deed }), {
    minLength: 1,
    maxLength: 10,
    size: 'max',
  }),
});

/** A promise as one database has it: its own ids for the same facts. */
export interface Lived {
  zone: string;
  pledgeId: string;
  targets: { id: string; indicatorId: string; measure: Measure }[];
  facts: { kind: Voidable; id: string }[];
  /** what was refused, deed by deed; null where it was recorded */
  refused: (string | null)[];
}

/** Lets histories happen in one database, minute by minute. */
export class Chronicle {
  readonly lived: Lived[] = [];
  private readonly indicators = new Map<string, Promise<string>>();
  private minute = 0;

  private constructor(
    readonly app: TestApp,
    private readonly grounds: Ground[],
  ) {}

  static async open(app: TestApp): Promise<Chronicle> {
    app.timeIs(instantAt(-A_DAY));
    const grounds: Ground[] = [];
    for (const zone of ZONES) grounds.push(await groundIn(app, zone));
    await app.run(SealJob);
    return new Chronicle(app, grounds);
  }

  /** Everything up to the last day. The machine settles every night, or only at the minutes given. */
  async live(histories: readonly History[], settledAt: 'nightly' | readonly number[]): Promise<void> {
    const looks = settledAt === 'nightly' ? nights() : settledAt.toSorted((a, b) => a - b);
    const happenings = happeningsOf(histories);
    let looked = 0;
    for (const { at, nth, sealed, deed } of happenings) {
      for (; looked < looks.length && looks[looked]! <= at; looked++) await this.settleAt(looks[looked]!);
      this.timeIs(at);
      await this.happen(histories[nth]!, nth, deed);
      if (sealed) await this.app.run(SealJob);
    }
    for (; looked < looks.length; looked++) await this.settleAt(looks[looked]!);
    await this.settleAt(DAYS * A_DAY);
    await this.app.run(SealJob);
  }

  private async settleAt(minute: number): Promise<void> {
    this.timeIs(minute);
    const dueAt = await this.app.get(SettleService).nextChangeAt();
    if (dueAt !== null && dueAt <= this.app.get(Clock).now()) await this.app.run(SettleStandingsJob);
  }

  private timeIs(minute: number): void {
    this.minute = Math.max(minute, this.minute);
    this.app.timeIs(instantAt(this.minute));
  }

  private async happen(told: History, nth: number, deed: Deed | null): Promise<void> {
    if (deed === null) {
      this.lived[nth] = await this.publish(told);
      return;
    }
    const lived = this.lived[nth]!;
    try {
      await this.carryOut(told, lived, deed);
      lived.refused.push(null);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      lived.refused.push(`${deed.do}: ${error.code} ${error.errors.map(({ pointer, code }) => pointer + code).join()}`);
    }
  }

  private async publish({ zone, announcedAgo, parts }: History): Promise<Lived> {
    const on = this.grounds[zone]!;
    const today = this.today(zone);
    const targets = [];
    for (const each of parts) {
      targets.push({
        indicatorId: await this.indicatorOf(zone, each),
        version: saidOf(each.measure, each.stuff, today),
      });
    }
    const [pledgeId] = await this.app.get(PledgesService).publishPledges(
      [
        {
          jurisdictionId: on.jurisdictionId,
          agencyId: on.agencyId,
          programmeId: null,
          topicId: on.topicId,
          setBy: null,
          titleZh: '承诺',
          titleEn: null,
          quote: null,
          locator: null,
          sourceId: on.sources.government,
          announcedOn: addDays(today, -announcedAgo),
          targets,
          figures: [],
        },
      ],
      BY,
    );
    const rows = await this.app.db.query<{ id: string; indicator_id: string; version_id: string; measure: Measure }[]>(
      `SELECT t.id, t.indicator_id, v.id AS version_id, v.measure FROM target t JOIN version v ON v.target_id = t.id
       WHERE t.pledge_id = $1 ORDER BY v.entry_id`,
      [pledgeId],
    );
    return {
      zone: ZONES[zone]!,
      pledgeId: pledgeId!,
      targets: rows.map(({ id, indicator_id, measure }) => ({ id, indicatorId: indicator_id, measure })),
      facts: rows.map(({ version_id }) => ({ kind: 'version', id: version_id })),
      refused: [],
    };
  }

  private async carryOut({ zone }: History, lived: Lived, deed: Deed): Promise<void> {
    const { app } = this;
    const today = this.today(zone);
    const on = this.grounds[zone]!;
    const { pledgeId, targets, facts } = lived;
    const target = 'of' in deed ? targets[deed.of % targets.length]! : targets[0]!;
    switch (deed.do) {
      case 'figure': {
        const figure = figureOf(deed.statement, target, today, on);
        const { id } = await app.get(FiguresService).publishFigure(target.indicatorId, figure, BY);
        facts.push({ kind: 'figure', id });
        return;
      }
      case 'revision': {
        const figures = facts.filter(({ kind }) => kind === 'figure');
        if (figures.length === 0) return;
        const earlier = await app.get(FiguresService).figure(figures[deed.pick % figures.length]!.id);
        const spokenOf = targets.find(({ id, indicatorId }) =>
          earlier.targetId === null ? indicatorId === earlier.indicatorId : id === earlier.targetId,
        )!;
        const { publisherClass } = earlier;
        const says = earlier.value === null ? notANumber(deed.statement.says) : aNumber(deed.statement.says);
        const figure = figureOf({ ...deed.statement, publisherClass, says }, spokenOf, today, on);
        const { id } = await app.get(FiguresService).reviseFigure(earlier.id, figure, deed.because, BY);
        facts.push({ kind: 'figure', id });
        return;
      }
      case 'void': {
        const { kind, id } = facts[deed.pick % facts.length]!;
        await this.takeBack(kind, id);
        return;
      }
      case 'void pledge':
        await this.takeBack('pledge', pledgeId);
        return;
      case 'version': {
        const { id } = await app.get(PledgesService).announceVersion(target.id, laterOf(deed, target, today, on), BY);
        facts.push({ kind: 'version', id });
        return;
      }
      case 'decision': {
        const { ago: days, delivery } = deed;
        const ruling = { on: addDays(today, -days), delivery, reason: 'heard both' };
        const { id } = await app.get(DecisionsService).decide(target.id, ruling, BY);
        facts.push({ kind: 'decision', id });
        return;
      }
      case 'check': {
        const looked = { on: addDays(today, -deed.ago), where: 'everywhere' };
        const { id } = await app.get(ChecksService).recordCheck(target.id, looked, BY);
        facts.push({ kind: 'check', id });
        return;
      }
      case 'note': {
        const { id } = await app.get(NotesService).addNote(pledgeId, { kind: 'staff', agencyId: null, text: '…' }, BY);
        facts.push({ kind: 'note', id });
        return;
      }
      case 'target': {
        const { measure, stuff: said } = deed.part;
        const indicatorId = await this.indicatorOf(zone, deed.part);
        const version = saidOf(measure, said, today);
        const { id, versions } = await app.get(PledgesService).addTarget(pledgeId, { indicatorId, version }, BY);
        targets.push({ id, indicatorId, measure });
        facts.push({ kind: 'version', id: versions[0]!.id });
      }
    }
  }

  private async takeBack(factKind: Voidable, factId: string): Promise<void> {
    await this.app.get(VoidsService).takeBack({ factKind, factId, reason: 'a slip', standsId: null }, BY);
  }

  /** One of the few indicators of a measure: promises share them. */
  private indicatorOf(zone: number, { measure, indicator: nth }: Part): Promise<string> {
    const key = `${zone} ${measure} ${nth}`;
    let made = this.indicators.get(key);
    if (!made) {
      made = this.indicator(this.grounds[zone]!, measure);
      this.indicators.set(key, made);
    }
    return made;
  }

  private async indicator({ given, jurisdictionId, unitId }: Ground, measure: Measure): Promise<string> {
    return (await given.indicator({ jurisdictionId, unitId, measure })).id;
  }

  private today(zone: number): Day {
    return this.app.get(Clock).today(ZONES[zone]!);
  }
}

/** The instant so many minutes after the first day began in UTC. */
export function instantAt(minute: number): string {
  return new Date(Date.parse(`${FIRST_DAY}T00:00:00Z`) + minute * 60_000).toISOString();
}

function nights(): number[] {
  return Array.from({ length: DAYS }, (_, day) => day * A_DAY + NIGHTLY);
}

/** Births (`deed` null) and deeds of all histories, in the order of time. */
function happeningsOf(
  histories: readonly History[],
): { at: number; nth: number; sealed: boolean; deed: Deed | null }[] {
  const happenings = histories.flatMap(({ born, deeds }, nth) => {
    let at = born * A_DAY + nth;
    const birth = { at, nth, sealed: nth % 2 === 0, deed: null as Deed | null };
    return [birth, ...deeds.map(({ after, sealed, deed: done }) => ({ at: (at += after), nth, sealed, deed: done }))];
  });
  return happenings.filter(({ at }) => at < DAYS * A_DAY).toSorted((a, b) => a.at - b.at);
}

function saidOf(measure: Measure, said: Stuff, today: Day): NewVersion {
  const { comparator, value, lag, grace, baseline, ramp } = said;
  const start = addDays(today, said.begins);
  const due = said.lasts === null ? null : addDays(start, said.lasts);
  const base: NewVersion = {
    comparator: 'at_least',
    value,
    upper: null,
    tolerance: null,
    missAllowed: 'none',
    measure,
    aggregate: null,
    start,
    due,
    closes: said.fixed && due !== null ? 'fixed' : 'open',
    baseline: null,
    cadence: said.cadence,
    publicationLagDays: lag,
    graceDays: grace,
    trajectory: null,
    announcedOn: null,
    reason: null,
    sourceId: null,
    assumed: [],
    dueWords: null,
    dueEarliest: null,
  };
  if (measure === 'deliverable') return { ...base, comparator: 'done', value: null, closes: 'open' };
  const limits = limitsOf(due === null && measure === 'flow' ? comparator % 2 : comparator, value);
  const isFloor = comparator % 7 < 2;
  const aggregate = measure === 'level' ? (due === null ? 'last' : AGGREGATES[said.aggregate]!) : null;
  const mustClose = aggregate === 'mean' || aggregate === 'every' || (measure === 'flow' && !isFloor);
  const halfway = said.lasts === null ? null : addDays(start, Math.floor(said.lasts / 2));
  return {
    ...base,
    ...limits,
    aggregate,
    closes: mustClose && due !== null ? 'fixed' : base.closes,
    baseline: measure === 'level' && baseline !== null ? { value: baseline, on: null } : null,
    trajectory: ramp && halfway !== null ? [{ on: halfway, share: '0.3' }] : null,
  };
}

const AGGREGATES = ['last', 'mean', 'every'] as const;
const LIMITS = ['at_least', 'more_than', 'at_most', 'less_than', 'between', 'about', 'about'] as const;

function limitsOf(nth: number, value: string | null): Partial<NewVersion> & Pick<NewVersion, 'comparator'> {
  const comparator = LIMITS[nth % LIMITS.length]!;
  if (comparator === 'between') return { comparator, upper: value === null ? '110' : `${Number(value) + 15}` };
  if (comparator === 'about') return { comparator, tolerance: '8', missAllowed: nth === 6 ? 'below' : 'none' };
  return { comparator };
}

function laterOf(
  { kind, ago: days, stuff: said }: Extract<Deed, { do: 'version' }>,
  { measure }: { measure: Measure },
  today: Day,
  on: Ground,
): LaterVersion {
  const announcedOn = addDays(today, -days);
  const { announcedOn: _day, reason: _reason, sourceId: _source, ...full } = saidOf(measure, said, announcedOn);
  const rest = { kind, announcedOn, reason: 'as announced', sourceId: on.sources.government };
  if (kind !== 'withdrawal') return { ...rest, said: full };
  const nothing = Object.fromEntries(
    Object.keys(full).map((field) => [field, null]),
  ) as unknown as LaterVersion['said'];
  return { ...rest, said: { ...nothing, missAllowed: 'none', closes: 'open', graceDays: 0, assumed: [] } };
}

function figureOf(
  { publisherClass, publishedAgo, endsAgo, lasts, value, bound, standing, says }: Statement,
  { id, measure }: { id: string; measure: Measure },
  today: Day,
  on: Ground,
): NewFigure {
  const periodEnd = addDays(today, -endsAgo);
  const periodStart = lasts === null ? null : addDays(periodEnd, -lasts);
  const isNumber = says === 'number' || says === 'number and share';
  const statedShare = says === 'share' || says === 'number and share' ? `${Number(value) / 100}` : null;
  const claim = says === 'met' || says === 'exceeded' || says === 'not_met' ? says : null;
  const form = measure !== 'flow' ? 'level' : periodStart !== null && endsAgo % 2 === 0 ? 'increment' : 'running_total';
  return {
    sourceId: on.sources[publisherClass],
    locator: null,
    doubt: null,
    targetId: statedShare === null && claim === null ? null : id,
    periodStart: measure === 'deliverable' ? null : periodStart,
    periodEnd,
    form,
    bound,
    standing,
    value: !isNumber ? null : measure === 'deliverable' ? (Number(value) > 50 ? '1' : '0') : value,
    statedShare,
    claim,
    publishedOn: addDays(today, -publishedAgo),
  };
}

function notANumber(says: Statement['says']): Statement['says'] {
  return says === 'number' || says === 'number and share' ? 'share' : says;
}

function aNumber(says: Statement['says']): Statement['says'] {
  return says === 'number and share' ? says : 'number';
}
