import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Day, addDays } from '../clock/calendar.rules.js';
import { rows } from '../database/rows.js';
import { inSnapshot } from '../database/snapshot.js';
import { targetStands } from '../facts/standing.sql.js';
import type { Told } from '../html/language.rules.js';
import { HEADLINE_WORDS, TONES, TONE_WORDS, headlinesOf } from '../html/words.rules.js';
import type { Moment } from '../governments/governments.service.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import { isId } from '../http/lists.dto.js';
import { type KnownVersion, type NamedRow, PledgeReaderService } from '../pledges/pledge-reader.service.js';
import {
  type PledgeLine as PledgeRow,
  type PledgeFilter,
  type Sort,
  isKeyOf,
  PledgeListsService,
} from '../pledges/pledge-lists.service.js';
import { JudgingService } from '../standings/api/judging.service.js';
import { HEADLINES, type Headline, severityOf } from '../verdicts/words.rules.js';
import type { Address } from './address.js';
import {
  type AppliedFilter,
  type Counts,
  type FrontView,
  type Group,
  type ListView,
  type PledgeLine,
  totalOf,
} from './board.view.js';
import { baseOf, countsOf, lineOf, told, type NamedTarget } from './lines.js';

/** The front page shows every pledge of a small board, and of a large one the first of each headline. */
const SMALL_BOARD = 60;
const FIRST_OF_LARGE = 8;
const PAGE = 50;
/** Pages back that a list remembers in its address. */
const LONGEST_TRAIL = 20;

/** What boards and lists show: read models over pledges, their targets and verdicts. */
@Injectable()
export class BoardService {
  constructor(
    private readonly db: DataSource,
    private readonly lists: PledgeListsService,
    private readonly reader: PledgeReaderService,
    private readonly judging: JudgingService,
  ) {}

  /** The board of a moment, all of it or some headlines; `day` is the day of the moment. */
  async front(asked: readonly Headline[], moment: Moment, day: Day): Promise<FrontView> {
    return inSnapshot(this.db, (tx) => this.readFront(tx, asked, moment, day));
  }

  /** One page of a list. */
  async list(address: Address, moment: Moment, day: Day): Promise<ListView> {
    return inSnapshot(this.db, (tx) => this.readList(tx, address, moment, day));
  }

  private async readFront(tx: EntityManager, asked: readonly Headline[], moment: Moment, day: Day): Promise<FrontView> {
    const counts = await this.counts(tx, {}, moment);
    const each = totalOf(counts) <= SMALL_BOARD ? SMALL_BOARD : FIRST_OF_LARGE;
    const shown = HEADLINES.filter(
      (headline) => counts[headline] > 0 && (asked.length === 0 || asked.includes(headline)),
    );
    const groups: { headline: Headline; rows: PledgeRow[] }[] = [];
    for (const headline of shown) {
      const rows = await this.lists.pledges({ headlines: [headline] }, 'due', moment, null, each, tx);
      groups.push({ headline, rows: rows.slice(0, each) });
    }
    const lines = await this.linesOf(
      tx,
      groups.flatMap(({ rows }) => rows),
      moment,
      day,
    );
    const weekAgo = await this.counts(tx, {}, { asOf: addDays(day, -7), position: moment.position });
    return {
      counts,
      asked,
      weekAgo: totalOf(weekAgo) === 0 ? null : weekAgo,
      groups: groups.map(({ headline, rows }): Group => ({
        headline,
        count: counts[headline],
        pledges: rows.map(({ id }) => lines.get(id)!),
      })),
    };
  }

  private async readList(
    tx: EntityManager,
    { filter, sort, trail, query }: Address,
    moment: Moment,
    day: Day,
  ): Promise<ListView> {
    const cursor = trail.at(-1);
    const rows = await this.lists.pledges(
      filter,
      sort,
      moment,
      cursor === undefined ? null : placeOf(cursor, sort),
      PAGE,
      tx,
    );
    const page = rows.slice(0, PAGE);
    const lines = await this.linesOf(tx, page, moment, day);
    const { headlines, ...others } = filter;
    const facets = await this.counts(tx, others, moment);
    const all = Object.keys(query).length === 0 ? facets : await this.counts(tx, {}, moment);
    const last = page.at(-1);
    const next = rows.length > PAGE && last ? encodeCursor([sort, last.key, last.id]) : null;
    return {
      pledges: page.map(({ id }) => lines.get(id)!),
      count: within(facets, headlines),
      of: totalOf(all),
      filters: await this.applied(tx, filter, facets, moment),
      sort,
      facets: { headlines: facets },
      question: filter.q ?? null,
      before: trail.length === 0 ? null : trail.slice(0, -1).join('~'),
      after: next === null ? null : [...trail, next].slice(-LONGEST_TRAIL).join('~'),
    };
  }

  private async counts(tx: EntityManager, filter: PledgeFilter, moment: Moment): Promise<Counts> {
    return countsOf(await this.lists.countByHeadline(filter, moment, tx));
  }

  /** Lines of pledges by id: names, the worst target with its numbers, the marks of the others. */
  private async linesOf(
    tx: EntityManager,
    pledges: readonly PledgeRow[],
    moment: Moment,
    day: Day,
  ): Promise<Map<string, PledgeLine>> {
    const targets = await this.targetsOf(
      tx,
      pledges.map(({ id }) => id),
      moment,
      day,
    );
    const names = await namesOf(tx, pledges);
    return new Map(
      pledges.map((row) => {
        const own = targets.filter(({ pledgeId }) => pledgeId === row.id);
        const [worst, ...others] = own;
        return [
          row.id,
          {
            id: row.id,
            title: { zh: row.titleZh, en: row.titleEn },
            jurisdiction: names.get(row.jurisdictionId)!,
            agency: row.agencyId === null ? null : names.get(row.agencyId)!,
            topic: names.get(row.topicId)!,
            headline: row.headline,
            goalpost: row.goalpost,
            worst: worst?.line ?? null,
            others: others.map(({ line, name }) => ({ id: line.id, headline: line.headline, name })),
          },
        ];
      }),
    );
  }

  /** The targets of pledges that can be judged, the worst of each pledge first. */
  private async targetsOf(tx: EntityManager, pledgeIds: string[], moment: Moment, day: Day) {
    const targets = await rows<NamedTarget>(tx, TARGETS, [pledgeIds, moment.position]);
    const ids = targets.map(({ id }) => id);
    const verdicts = await this.judging.verdictsOf(tx, ids, moment);
    const versions = new Map<string, KnownVersion[]>();
    for (const version of await this.reader.versionsOf(tx, ids, moment)) {
      const known = versions.get(version.targetId);
      if (known) known.push(version);
      else versions.set(version.targetId, [version]);
    }
    return targets
      .flatMap((target) => {
        const verdict = verdicts.get(target.id)?.verdict ?? null;
        const base = baseOf(versions.get(target.id) ?? [], day);
        if (verdict === null || base === null) return [];
        return { pledgeId: target.pledgeId, name: told(target), line: lineOf(target, base, verdict, day) };
      })
      .toSorted((a, b) => severityOf(a.line.headline) - severityOf(b.line.headline));
  }

  /** The filters in words, each with how many pledges there would be without it. */
  private async applied(
    tx: EntityManager,
    filter: PledgeFilter,
    facets: Counts,
    moment: Moment,
  ): Promise<AppliedFilter[]> {
    const { headlines, ...others } = filter;
    const applied: AppliedFilter[] = [];
    if (headlines !== undefined) {
      const label = labelOf(headlines);
      applied.push({ name: 'headline', value: headlines.join(','), label, without: totalOf(facets) });
    }
    for (const [name, value] of Object.entries(others)) {
      if (value === undefined) continue;
      const rest = await this.counts(tx, { ...others, [name]: undefined }, moment);
      applied.push({
        name,
        value,
        label: await wordFor(tx, name, value),
        without: within(rest, headlines),
      });
    }
    return applied;
  }
}

const TARGETS = `
SELECT target.id, target.pledge_id, indicator.name_zh, indicator.name_en, unit.zh AS unit_zh, unit.en AS unit_en
FROM target JOIN indicator ON indicator.id = target.indicator_id JOIN unit ON unit.id = indicator.unit_id
WHERE target.pledge_id = ANY($1) AND ${targetStands('target', '$2')}
ORDER BY target.id`;

const NAMES = `
SELECT id, name_zh, name_en FROM jurisdiction WHERE id = ANY($1)
UNION ALL SELECT id, name_zh, name_en FROM agency WHERE id = ANY($1)
UNION ALL SELECT id, name_zh, name_en FROM topic WHERE id = ANY($1)
UNION ALL SELECT id, name_zh, name_en FROM programme WHERE id = ANY($1)`;

async function namesOf(tx: EntityManager, pledges: readonly PledgeRow[]): Promise<Map<string, Told>> {
  const ids = pledges.flatMap(({ jurisdictionId, agencyId, topicId }) => [
    jurisdictionId,
    agencyId ?? topicId,
    topicId,
  ]);
  const found = await rows<NamedRow>(tx, NAMES, [[...new Set(ids)]]);
  return new Map(found.map((row) => [row.id, told(row)]));
}

async function wordFor(tx: EntityManager, name: string, value: string): Promise<Told> {
  if (name === 'dueFrom') return { zh: `期限${value}起`, en: `due from ${value}` };
  if (name === 'dueTo') return { zh: `期限${value}以前`, en: `due by ${value}` };
  if (!isId(value)) return { zh: value, en: value };
  const [row] = await rows<NamedRow>(tx, NAMES, [[value]]);
  return row ? told(row) : { zh: value, en: value };
}

/** The name of a tone where all its headlines are asked for, else the headlines' words. */
function labelOf(headlines: readonly Headline[]): Told {
  const tone = TONES.find((each) => headlinesOf(each).join() === headlines.toSorted(bySeverity).join());
  if (tone !== undefined) return TONE_WORDS[tone];
  return {
    zh: headlines.map((headline) => HEADLINE_WORDS[headline].zh).join('、'),
    en: headlines.map((headline) => HEADLINE_WORDS[headline].en).join(', '),
  };
}

function bySeverity(a: Headline, b: Headline): number {
  return severityOf(a) - severityOf(b);
}

function within(counts: Counts, headlines: readonly Headline[] | undefined): number {
  return headlines === undefined ? totalOf(counts) : headlines.reduce((sum, headline) => sum + counts[headline], 0);
}

function placeOf(cursor: string, sort: Sort): { key: string | number; id: string } {
  const isSort = (part: unknown): part is Sort => part === sort;
  const [, key, id] = decodeCursor<[Sort, string | number, string]>(cursor, isSort, isKeyOf(sort), isId);
  return { key, id };
}
