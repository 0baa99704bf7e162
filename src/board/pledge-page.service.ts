import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { type Day, dayNumber } from '../clock/calendar.rules.js';
import { rows } from '../database/rows.js';
import { inSnapshot } from '../database/snapshot.js';
import { stands } from '../facts/standing.sql.js';
import type { Decision } from '../facts/decision.entity.js';
import type { KnownFigure } from '../figures/figures.service.js';
import type { Told } from '../html/language.rules.js';
import { Agency } from '../governments/agency.entity.js';
import type { Moment } from '../governments/governments.service.js';
import { PledgeReaderService, type KnownPledge, type KnownTarget } from '../pledges/pledge-reader.service.js';
import { Target } from '../pledges/target.entity.js';
import type { KnownSource } from '../sources/sources.service.js';
import type { Change } from '../standings/settle/changes.rules.js';
import { readHistories } from '../facts/fact-reader.js';
import { type TargetHistory, recordUpTo } from '../facts/fact-history.rules.js';
import type { Explained } from '../verdicts/explain.rules.js';
import { type Record, sceneOn } from '../verdicts/standing.rules.js';
import { severityOf } from '../verdicts/words.rules.js';
import { baseOf, limitOf, lineOf, remainingOf, told } from './lines.js';
import type { FigureView, HistoryLine, PledgeView, SourceView, TargetView } from './pledge.view.js';
import { pointsOf } from './points.rules.js';

/** Changes that the page lists; the rest is one link away. */
const CHANGES_SHOWN = 30;

type DecisionRow = Pick<Decision, 'targetId' | 'on' | 'delivery' | 'reason'>;
type ChangeRow = { id: number; targetId: string; body: Change; recordedAt: Date };

/** What the page of one pledge shows. */
@Injectable()
export class PledgePageService {
  constructor(
    private readonly db: DataSource,
    private readonly reader: PledgeReaderService,
  ) {}

  /** A pledge with its targets explained, for a day and as known at an instant. Throws as the reader does. */
  async page(id: string, asOf: Day | undefined, knownAt: string | undefined, today: Day): Promise<PledgeView> {
    const moment = await this.reader.momentOf(id, asOf, knownAt);
    return inSnapshot(this.db, (tx) => this.read(tx, id, moment, today));
  }

  private async read(tx: EntityManager, id: string, moment: Moment, today: Day): Promise<PledgeView> {
    const facts = await factsOf(tx, id, moment);
    const pledge = await this.reader.read(tx, id, moment, facts);
    const records = new Map(facts.map((history) => [history.targetId, recordUpTo(history)]));
    const decisions = await decisionsOf(tx, pledge, moment);
    const changes = await changesOf(tx, id, moment);
    const names = new Map(pledge.targets.map((target) => [target.id, told(target.indicator)]));
    const targets = pledge.targets
      .flatMap((target) => {
        const record = records.get(target.id);
        if (target.verdict === null || record === undefined) return [];
        const decision = target.verdict.decided ? (decisions.get(target.id) ?? null) : null;
        return targetView(pledge, target, target.verdict, record, decision, today) ?? [];
      })
      .toSorted((a, b) => severityOf(a.headline) - severityOf(b.headline));
    return {
      ...headOf(pledge),
      headline: pledge.rollUp?.headline ?? targets[0]?.headline ?? null,
      targets,
      aside: pledge.targets.flatMap(({ id, indicator, setAside }) =>
        setAside === null ? [] : { id, name: told(indicator), reason: setAside },
      ),
      history: changes.slice(0, CHANGES_SHOWN).map((row) => historyLine(row, names)),
      olderChanges: changes.length > CHANGES_SHOWN,
      notes: await notesOf(tx, pledge),
    };
  }
}

/** Every fact of a pledge's targets, read once for the verdicts and the charts. */
async function factsOf(tx: EntityManager, pledgeId: string, { position }: Moment): Promise<TargetHistory[]> {
  const targets = await tx.findBy(Target, { pledgeId });
  return readHistories(
    tx,
    targets.map(({ id }) => id),
    position,
  );
}

async function decisionsOf(
  tx: EntityManager,
  { targets, asOf }: KnownPledge,
  { position }: Moment,
): Promise<Map<string, DecisionRow>> {
  const found = await rows<DecisionRow>(
    tx,
    `SELECT target_id, "on", delivery, reason FROM decision
     WHERE target_id = ANY($1) AND "on" <= $2 AND ${stands('decision', '$3')} ORDER BY "on", entry_id`,
    [targets.map(({ id }) => id), asOf, position],
  );
  return new Map(found.map((row) => [row.targetId, row]));
}

async function changesOf(tx: EntityManager, pledgeId: string, { asOf, position }: Moment): Promise<ChangeRow[]> {
  return rows<ChangeRow>(
    tx,
    `SELECT id, target_id, body, recorded_at FROM entry
     WHERE pledge_id = $1 AND kind = 'change' AND ($2::text IS NULL OR body ->> 'on' <= $2)
       AND ($3::bigint IS NULL OR position <= $3)
     ORDER BY id DESC LIMIT $4`,
    [pledgeId, asOf, position, CHANGES_SHOWN + 1],
  );
}

async function notesOf(tx: EntityManager, { notes }: KnownPledge): Promise<PledgeView['notes']> {
  const ids = notes.flatMap(({ agencyId }) => agencyId ?? []);
  const agencies = await tx.findBy(Agency, { id: In(ids) });
  const names = new Map<string, Told>(agencies.map((agency) => [agency.id, told(agency)]));
  return notes.map(({ kind, text, agencyId, recordedAt }) => ({
    kind,
    text,
    by: agencyId === null ? null : (names.get(agencyId) ?? null),
    recordedAt: new Date(recordedAt),
  }));
}

function headOf(
  pledge: KnownPledge,
): Omit<PledgeView, 'headline' | 'targets' | 'aside' | 'history' | 'olderChanges' | 'notes'> {
  return {
    id: pledge.id,
    title: { zh: pledge.titleZh, en: pledge.titleEn },
    jurisdiction: told(pledge.jurisdiction),
    agency: pledge.agency && told(pledge.agency),
    programme: pledge.programme && told(pledge.programme),
    topic: told(pledge.topic),
    setBy: pledge.setBy,
    quote: pledge.quote,
    locator: pledge.locator,
    announcedOn: pledge.announcedOn,
    source: sourceView(pledge.sources.find(({ id }) => id === pledge.sourceId)!),
    taken: pledge.void && { reason: pledge.void.reason, standsId: pledge.void.standsId },
  };
}

function targetView(
  { asOf, sources }: KnownPledge,
  target: KnownTarget,
  verdict: Explained,
  record: Record,
  decision: DecisionRow | null,
  today: Day,
): TargetView | null {
  const base = baseOf(target.versions, asOf);
  const scene = sceneOn(record, dayNumber(asOf));
  if (base === null || scene === null) return null;
  const { indicator } = target;
  const named = { ...target, pledgeId: '', ...indicator, unitZh: indicator.unit.zh, unitEn: indicator.unit.en };
  const line = lineOf({ ...named, id: target.id }, base, verdict, asOf);
  const amended = target.versions.findLast(({ kind }) => kind !== 'withdrawal');
  const terms = { measure: base.measure, limit: line.limit };
  const isAmended = verdict.current !== null && amended !== undefined && amended !== base;
  return {
    ...line,
    indicator: told(indicator),
    stage: indicator.stage,
    definition: indicator.definition,
    start: base.start,
    closes: base.closes,
    aggregate: base.aggregate,
    cadence: base.cadence,
    baseline: base.baseline,
    dueWords: base.dueWords,
    dueEarliest: base.dueEarliest,
    assumed: verdict.assumed,
    pace: verdict.pace,
    freshness: verdict.freshness,
    confidence: verdict.confidence,
    goalpost: verdict.goalpost,
    expectedShare: verdict.expectedShare,
    changesOn: verdict.changesOn,
    alerts: verdict.alerts,
    current: verdict.current && { headline: verdict.current.headline, due: verdict.current.due },
    classes: verdict.classes,
    decision,
    checks: target.checks,
    versions: target.versions.toReversed().map((version) => ({
      kind: version.kind,
      announcedOn: version.announcedOn,
      limit: limitOf(version),
      due: version.due,
      reason: version.reason,
      source: version.sourceId === null ? null : sourceView(sources.find(({ id }) => id === version.sourceId)!),
    })),
    figures: target.figures.map(figureView),
    chart: {
      headline: line.headline,
      limit: line.limit,
      unit: line.unit,
      measure: base.measure,
      aggregate: base.aggregate,
      start: base.start,
      due: base.due,
      baseline: base.baseline,
      trajectory: base.trajectory,
      amended: isAmended ? { limit: limitOf(amended), due: amended.due, announcedOn: amended.announcedOn } : null,
      points: pointsOf(scene.evidence, record.figures),
      asOf,
      isToday: asOf === today,
      achieved: verdict.achieved,
      share: verdict.share,
      expectedShare: verdict.expectedShare,
      remaining: remainingOf(terms, verdict),
      daysPastDue: line.daysPastDue,
      periodMonths: verdict.needed?.months ?? null,
      neededPerPeriod: verdict.needed?.perPeriod ?? null,
      bestPeriod: verdict.needed?.best ?? null,
      requiredMean: verdict.requiredMean,
      doneOn: base.measure === 'deliverable' ? verdict.metOn : null,
      acts: actsOf(target, verdict),
    },
  };
}

/** Days of steps towards a deliverable that were no delivery yet. */
function actsOf({ figures }: KnownTarget, { metOn }: Explained): Day[] {
  return figures.map(({ periodEnd }) => periodEnd).filter((day) => day !== metOn);
}

function figureView(figure: KnownFigure): FigureView {
  return {
    id: figure.id,
    periodStart: figure.periodStart,
    periodEnd: figure.periodEnd,
    publishedOn: figure.publishedOn,
    value: figure.value,
    bound: figure.bound,
    form: figure.form,
    standing: figure.standing,
    statedShare: figure.statedShare,
    claim: figure.claim,
    publisherClass: figure.publisherClass,
    source: sourceView(figure.source),
    locator: figure.locator,
    doubt: figure.doubt,
    because: figure.because,
    replaced: figure.supersededBy !== null,
  };
}

function sourceView(source: KnownSource): SourceView {
  const { id, publisher, publisherClass, title, address, publishedOn, copySha256 } = source;
  return { id, publisher, publisherClass, title, address, publishedOn, copySha256 };
}

function historyLine({ targetId, body, recordedAt }: ChangeRow, names: ReadonlyMap<string, Told>): HistoryLine {
  const { kind, on, until, from, to, because } = body;
  const target = names.get(targetId) ?? { zh: '', en: null };
  return { kind, on, until, from, to, because, target, noticedAt: recordedAt };
}
