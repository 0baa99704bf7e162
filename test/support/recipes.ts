import type { Chance } from './chance.js';
import { DECIMALS, someDay } from './generate.js';
import { DEFAULTS } from './given.js';

type Row = Record<string, unknown>;
type Recipe = (on: Recipes) => Row | null;

/** What answers told of, by noun. */
export class Pool {
  private readonly rows = new Map<string, Row[]>();
  private readonly ids = new Set<string>();
  readonly cursors: { path: string; cursor: string }[] = [];
  readonly instants: string[] = [];

  add(noun: string, row: Row): void {
    if (this.ids.has(row.id as string)) return;
    this.ids.add(row.id as string);
    this.rows.set(noun, [...(this.rows.get(noun) ?? []), row]);
  }

  all(noun: string): Row[] {
    return this.rows.get(noun) ?? [];
  }

  /** One of the noun, more often one of the first: what is told about one thing should meet. */
  pick(chance: Chance, noun: string): Row | undefined {
    const rows = this.all(noun);
    if (rows.length === 0) return undefined;
    return chance.once(2) ? rows[chance.whole(0, Math.min(4, rows.length - 1))] : chance.pick(rows);
  }
}

/** Bodies that mostly say something that the product takes, about what there is. */
export class Recipes {
  constructor(
    readonly chance: Chance,
    readonly pool: Pool,
  ) {}

  of(operation: string): Row | null {
    return RECIPES[operation]?.(this) ?? null;
  }

  id(noun: string): string | null {
    return (this.pool.pick(this.chance, noun)?.id as string | undefined) ?? null;
  }

  version(measure: unknown): Row {
    const { chance } = this;
    const window = { start: '2024-01-01', due: chance.pick(['2024-12-31', '2024-06-30', '2024-03-31']) };
    if (measure === 'deliverable') return { comparator: 'done', due: chance.pick(['2024-06-30', '2024-12-31', null]) };
    if (measure === 'level') {
      const band = chance.pick([
        { comparator: 'about', value: '5.5', tolerance: '0.3', missAllowed: 'below' },
        { comparator: 'at_most', value: '5' },
        { comparator: 'between', value: '4.9', upper: '5.5' },
      ]);
      const aggregate = chance.pick(['last', 'mean', 'every']);
      const closes = aggregate === 'last' ? 'open' : 'fixed';
      return { ...band, ...window, aggregate, closes, cadence: chance.pick(['monthly', 'quarterly', null]) };
    }
    const trajectory = chance.once(3) ? [{ on: '2024-03-01', share: '0.5' }] : null;
    const value = chance.pick(['300', '100', '60', null]);
    return { comparator: 'at_least', value, ...window, trajectory, assumed: chance.pick([[], ['due', 'start']]) };
  }

  figure(measure: unknown): Row {
    const { chance } = this;
    const months = chance.whole(1, 12);
    const periodEnd = `2024-${String(months).padStart(2, '0')}-28`;
    const publishedOn = chance.pick([periodEnd, someDay(chance)]);
    const form = measure === 'flow' ? chance.pick(['running_total', 'increment']) : 'level';
    const value = measure === 'deliverable' ? '1' : chance.pick(DECIMALS);
    const periodStart = form === 'increment' ? `${periodEnd.slice(0, 8)}01` : chance.pick([null, '2024-01-01']);
    return {
      sourceId: this.id('source'),
      form,
      periodStart,
      periodEnd,
      value,
      publishedOn,
      bound: chance.pick(['exact', 'over']),
    };
  }

  /** An indicator with a government of its own. */
  indicator(): Row | undefined {
    return this.pool.pick(this.chance, 'indicator');
  }
}

const RECIPES: Record<string, Recipe> = {
  jurisdictions_add: ({ chance, ...on }) => {
    const parentId = chance.once(3) ? (on.pool.pick(chance, 'jurisdiction')?.id ?? null) : null;
    return {
      ...DEFAULTS.jurisdiction,
      timeZone: chance.pick(['Asia/Shanghai', 'UTC', 'America/New_York']),
      parentId,
    };
  },
  agencies_add: (on) => ({ jurisdictionId: on.id('jurisdiction'), nameZh: DEFAULTS.agency.nameZh }),
  programmes_add: (on) => ({ jurisdictionId: on.id('jurisdiction'), nameZh: DEFAULTS.programme.nameZh }),
  topics_add: () => DEFAULTS.topic,
  units_add: () => DEFAULTS.unit,
  sources_add: ({ chance }) => ({
    ...DEFAULTS.source,
    publisherClass: chance.pick(['government', 'government', 'auditor', 'independent']),
    address: chance.pick([DEFAULTS.source.address, null]),
  }),
  indicators_add: (on) => ({
    jurisdictionId: on.id('jurisdiction'),
    unitId: on.id('unit'),
    nameZh: DEFAULTS.indicator.nameZh,
    measure: on.chance.pick(['flow', 'flow', 'level', 'deliverable']),
    stage: on.chance.pick([null, 'completed']),
  }),
  pledges_publish: (on) => {
    const indicator = on.indicator();
    if (!indicator) return null;
    const { jurisdictionId, measure } = indicator;
    const beside = (noun: string): string | null => {
      const rows = on.pool.all(noun).filter((row) => row.jurisdictionId === jurisdictionId);
      return rows.length > 0 && on.chance.once(2) ? (on.chance.pick(rows).id as string) : null;
    };
    const figures = Array.from({ length: on.chance.whole(0, 3) }, () => ({
      ...on.figure(measure),
      indicatorId: indicator.id,
    }));
    return {
      jurisdictionId,
      agencyId: beside('agency'),
      programmeId: beside('programme'),
      topicId: on.id('topic'),
      sourceId: on.id('source'),
      ...DEFAULTS.pledge,
      titleEn: on.chance.pick([null, 'Renovate 300 estates']),
      targets: [{ indicatorId: indicator.id, version: on.version(measure) }],
      figures: figures.length > 0 ? figures : null,
    };
  },
  pledges_addTarget: (on) => {
    const indicator = on.indicator();
    return indicator
      ? { indicatorId: indicator.id, version: { ...on.version(indicator.measure), announcedOn: '2024-01-03' } }
      : null;
  },
  targets_announce: (on) => {
    const kind = on.chance.pick(['amendment', 'amendment', 'clarification', 'withdrawal']);
    const announcedOn = `2024-${on.chance.pick(['02', '05', '09'])}-10`;
    if (kind === 'withdrawal') return { kind, announcedOn, reason: '另有安排。' };
    return { kind, announcedOn, ...on.version(on.chance.pick(['flow', 'flow', 'level', 'deliverable'])) };
  },
  indicators_publish: (on) => on.figure(on.chance.pick(['flow', 'flow', 'level'])),
  figures_revise: (on) => ({
    ...on.figure(on.chance.pick(['flow', 'flow', 'level'])),
    because: on.chance.pick(['revised', 'entry_error']),
  }),
  voids_takeBack: (on) => {
    const factKind = on.chance.pick(['figure', 'figure', 'figure', 'version', 'check', 'note', 'decision', 'pledge']);
    const standsId = on.chance.once(4) ? on.id(factKind) : null;
    return { factKind, factId: on.id(factKind), reason: '录入错误。', standsId };
  },
  notes_add: ({ chance }) => ({ kind: chance.pick(['staff', null]), text: '已去函询问。' }),
  notes_check: ({ chance }) => ({ on: `2024-0${chance.whole(1, 9)}-15`, where: '市政府网站' }),
  decisions_decide: ({ chance }) => ({ delivery: chance.pick(['met', 'missed', 'in_progress']), reason: '现场核查。' }),
  flags_acknowledge: () => ({ note: '已核实。' }),
  verdicts_preview: (on) => {
    const measure = on.chance.pick(['flow', 'level', 'deliverable']);
    const { assumed: _assumed, ...target } = on.version(measure);
    const figures = Array.from({ length: on.chance.whole(0, 4) }, () => {
      const { sourceId: _sourceId, ...figure } = on.figure(measure);
      return figure;
    });
    return { asOf: someDay(on.chance), target: { ...target, measure }, figures };
  },
};
