import { type Day, dayNumber, dayText, type DayNumber } from '../../src/clock/calendar.rules.js';
import { canonical } from '../../src/entries/chain.rules.js';
import { explain } from '../../src/verdicts/explain.rules.js';
import { parseFigures, parseTarget } from '../../src/verdicts/parse.rules.js';
import {
  type Decision,
  nextTurn,
  type Record as OnRecord,
  type Standing,
  standingOf,
  type Version,
} from '../../src/verdicts/standing.rules.js';
import { type Goalpost, HEADLINES } from '../../src/verdicts/words.rules.js';

type Fields = Record<string, unknown>;

/** An entry as `GET /changes` gives it. */
export interface LogEntry {
  position: number;
  knownAt: string;
  kind: string;
  pledgeId: string | null;
  targetId: string | null;
  factId: string | null;
  body: Fields;
  chain: string;
}

/** The body of a change. */
export interface ToldChange {
  kind: string;
  on: Day;
  until: Day | null;
  from: object | null;
  to: object | null;
  because: string | null;
}

/** What a list shows of a pledge. */
export interface RolledUp {
  headline: string;
  goalpost: string;
  counts: Record<string, number>;
  due: Day | null;
}

const PROMISED =
  'comparator value upper tolerance missAllowed measure aggregate start due closes baseline cadence publicationLagDays graceDays trajectory'.split(
    ' ',
  );
const STATED = 'id publisherClass periodStart periodEnd form value bound standing statedShare claim publishedOn'.split(
  ' ',
);
const WEIGHTIEST: Goalpost[] = ['mixed', 'eased', 'tightened', 'clarified', 'unchanged'];
/** Days between those that are looked at although nothing was told of them. */
const A_WHILE = 9;

/** Asks the API. */
export async function ask(url: string, path: string): Promise<{ status: number; body: Fields }> {
  const answer = await fetch(`${url}/api/v1/${path}`);
  return { status: answer.status, body: (await answer.json()) as Fields };
}

/** Follows the log from a position on to its end. */
export async function readLog(url: string, from = 0): Promise<LogEntry[]> {
  const log: LogEntry[] = [];
  for (let after = from; ;) {
    const { items, next } = (await ask(url, `changes?after=${after}&limit=1000`)).body as {
      items: LogEntry[];
      next: number;
    };
    log.push(...items);
    if (items.length === 0) return log;
    after = next;
  }
}

/** What was told of a target, in the order in which it was told. */
export function changesOf(log: readonly LogEntry[], targetId: string): ToldChange[] {
  return log
    .filter((entry) => entry.kind === 'change' && entry.targetId === targetId)
    .map(({ body }) => body as unknown as ToldChange);
}

/**
 * Somebody who has nothing but the log, read up to a position, and the verdict rules: what stands on record of each target
 * and pledge. How the product keeps facts and standings is no part of it.
 */
export class LogReader {
  private readonly voided = new Set<string>();
  private readonly facts: LogEntry[];
  private readonly log: LogEntry[];

  constructor(log: readonly LogEntry[], position = Infinity) {
    this.log = log.filter((entry) => entry.position <= position);
    for (const { kind, body } of this.log) if (kind === 'void') this.voided.add(body.factId as string);
    this.facts = this.log.filter(({ factId }) => factId !== null && !this.voided.has(factId));
  }

  /** Pledges that are on record and were not taken back. */
  pledges(): string[] {
    return this.facts.filter(({ kind }) => kind === 'pledge').map(({ factId }) => factId!);
  }

  /** Targets that are on record; their pledge may have been taken back. */
  targetsOf(pledgeId: string): string[] {
    return this.facts
      .filter((entry) => entry.pledgeId === pledgeId && isOriginal(entry))
      .map(({ targetId }) => targetId!);
  }

  /** Where a target stands on a day; null where nothing was promised, or all of it was taken back. */
  standing(targetId: string, day: Day): Standing | null {
    return standingOf(this.recordOf(targetId), dayNumber(day));
  }

  /** The body of `GET /targets/:id/verdict`. */
  verdict(targetId: string, day: Day, unit: { unitZh: string; unitEn: string | null }): Fields | null {
    const standing = this.standing(targetId, day);
    if (standing === null) return null;
    const asOf = dayNumber(day);
    const { pledgeId } = this.originalOf(targetId)!;
    const explained = explain(standing, asOf, nextTurn(standing, asOf), unit);
    return JSON.parse(JSON.stringify({ targetId, pledgeId, ...explained })) as Fields;
  }

  /** What a list shows of a pledge; null where it shows nothing. */
  rollUp(pledgeId: string, day: Day): RolledUp | null {
    const standings = this.targetsOf(pledgeId).flatMap((id) => this.standing(id, day) ?? []);
    if (standings.length === 0) return null;
    const counts: Record<string, number> = {};
    for (const { headline } of standings) counts[headline] = (counts[headline] ?? 0) + 1;
    const dues = standings.flatMap(({ scene }) => scene.base.target.due ?? []);
    const moved = new Set(standings.map(({ goalpost }) => goalpost));
    return {
      headline: HEADLINES.find((headline) => counts[headline] !== undefined)!,
      goalpost: WEIGHTIEST.find((goalpost) => moved.has(goalpost))!,
      counts,
      due: dues.length > 0 ? dayText(Math.min(...dues)) : null,
    };
  }

  /**
   * Puts each change that was told of a target where it says. A line for each that moves from what nobody had heard, and for
   * each day from `first` to `last` that then reads otherwise than it stands: none, if whoever reads nothing but the
   * changes knows the words of every day.
   */
  misheard(targetId: string, first: Day, last: Day): string[] {
    const heard = new Map<DayNumber, object | null>();
    const end = dayNumber(last);
    const days = new Set<DayNumber>([end]);
    const found: string[] = [];
    let isFirst = true;
    for (const { kind, on, until, from, to } of changesOf(this.log, targetId)) {
      const start = dayNumber(on);
      const before = until === null ? end + 1 : dayNumber(until);
      const moved = kind === 'ordinary' ? start + 1 : before;
      // Before the first news the past was told to nobody.
      if (!(isFirst && from === null)) {
        for (let day = start; day < moved; day += 1) {
          const known = canonical(heard.get(day) ?? null);
          if (known === canonical(from)) continue;
          found.push(`${targetId} on ${dayText(day)}: heard ${known}, moves from ${canonical(from)}`);
          break;
        }
      }
      isFirst &&= kind === 'backfill';
      for (let day = start; day < before; day += 1) heard.set(day, to);
      for (const day of [start - 1, start, before - 1, before]) days.add(day);
    }
    for (let day = dayNumber(first); day < end; day += A_WHILE) days.add(day);
    const record = this.recordOf(targetId);
    for (const day of days) {
      if (day > end) continue;
      const told = canonical(heard.get(day) ?? null);
      const stands = canonical(wordsOf(standingOf(record, day)));
      if (told !== stands) found.push(`${targetId} on ${dayText(day)}: told ${told}, stands ${stands}`);
    }
    return found;
  }

  private originalOf(targetId: string): LogEntry | undefined {
    return this.facts.find((entry) => entry.targetId === targetId && isOriginal(entry));
  }

  private recordOf(targetId: string): OnRecord {
    const original = this.originalOf(targetId);
    if (original === undefined || this.voided.has(original.pledgeId!)) {
      return { versions: [], figures: [], decisions: [] };
    }
    const ofTarget = (kind: string) => this.facts.filter((entry) => entry.kind === kind && entry.targetId === targetId);
    const { indicatorId } = original.body;
    const bearing = this.facts.filter(
      ({ kind, body }) =>
        kind === 'figure' && body.indicatorId === indicatorId && (body.value !== null || body.targetId === targetId),
    );
    const target = parseTarget(only(original.body, PROMISED));
    return {
      versions: ofTarget('version').map(versionOf),
      decisions: ofTarget('decision').map(decisionOf),
      figures: bearing.map(({ position, body }) => {
        // What a figure says in shares and words it says of the target it names.
        const own = body.targetId === targetId ? {} : { statedShare: null, claim: null };
        const [figure] = parseFigures([{ ...only(body, STATED), ...own }], target);
        return { ...figure!, order: position, supersedes: body.supersedes as string | null };
      }),
    };
  }
}

function versionOf({ position, body }: LogEntry): Version {
  const { kind, announcedOn, assumed } = body as Pick<Version, 'kind' | 'assumed'> & { announcedOn: Day };
  return {
    order: position,
    kind,
    announcedOn: dayNumber(announcedOn),
    target: parseTarget(only(body, PROMISED)),
    assumed,
  };
}

function decisionOf({ position, body }: LogEntry): Decision {
  const { on, delivery } = body as Pick<Decision, 'delivery'> & { on: Day };
  return { order: position, on: dayNumber(on), delivery };
}

function wordsOf(standing: Standing | null): object | null {
  if (standing === null) return null;
  const { headline, goalpost, judged } = standing;
  return { headline, goalpost, delivery: judged.delivered.delivery, timeliness: judged.timeliness };
}

function isOriginal({ kind, body }: LogEntry): boolean {
  return kind === 'version' && body.kind === 'original';
}

function only(body: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, body[name] ?? null]));
}
