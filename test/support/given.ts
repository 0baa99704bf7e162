type Fields = Record<string, unknown>;
type Row = { id: string } & Record<string, unknown>;
type Measure = 'flow' | 'level' | 'deliverable';

/** A pledge as the API answers it, as far as tests look into it. */
export interface GivenPledge extends Row {
  targets: { id: string; indicator: { id: string }; versions: Row[]; verdict: Record<string, unknown> }[];
  rollUp: { headline: string };
}

/** A pledge of one target, and what tests go on with. */
export interface GivenTarget {
  id: string;
  indicatorId: string;
  pledgeId: string;
  pledge: GivenPledge;
}

/** What is said of each noun where a test does not care. */
export const DEFAULTS = {
  jurisdiction: { nameZh: '北京市', nameEn: 'Beijing', timeZone: 'Asia/Shanghai' },
  agency: { nameZh: '市住建委', nameEn: 'Housing commission' },
  programme: { nameZh: '2024年实事', nameEn: '2024 projects' },
  topic: { nameZh: '住房', nameEn: 'Housing' },
  unit: { zh: '个', en: 'items' },
  source: {
    publisher: '北京市政府',
    publisherClass: 'government',
    address: 'https://www.example.org/2024.html',
    publishedOn: '2024-01-02',
  },
  indicator: { nameZh: '老旧小区改造', nameEn: 'Estates renovated', measure: 'flow' },
  pledge: { titleZh: '改造300个老旧小区', announcedOn: '2024-01-02' },
  /** a running total of the first quarter */
  figure: {
    form: 'running_total',
    periodEnd: '2024-03-31',
    value: '60',
    publishedOn: '2024-04-10',
  },
};

/** What is promised of each measure where a test says no more. */
export const VERSIONS: Record<Measure, Fields> = {
  flow: { comparator: 'at_least', value: '300', start: '2024-01-01', due: '2024-12-31' },
  level: { comparator: 'at_least', value: '80', aggregate: 'last', start: '2024-01-01', due: '2024-12-31' },
  deliverable: { comparator: 'done', due: '2024-12-31' },
};

const PLURALS = {
  jurisdiction: 'jurisdictions',
  agency: 'agencies',
  programme: 'programmes',
  topic: 'topics',
  unit: 'units',
  source: 'sources',
  indicator: 'indicators',
} as const;
type Noun = keyof typeof PLURALS;

/** Puts on record what a test stands on. Everything that the test does not name is made once, by the defaults. */
export class Given {
  private readonly made = new Map<string, Promise<Row>>();

  /** `post` sends a body to a path below `/api/v1` and gives what was made; it fails where nothing was. */
  constructor(readonly post: (path: string, body: Fields) => Promise<Row>) {}

  jurisdiction(fields: Fields = {}): Promise<Row> {
    return this.noun('jurisdiction', fields);
  }

  async agency(fields: Fields = {}): Promise<Row> {
    return this.noun('agency', { ...fields, jurisdictionId: await this.or(fields.jurisdictionId, 'jurisdiction') });
  }

  async programme(fields: Fields = {}): Promise<Row> {
    return this.noun('programme', { ...fields, jurisdictionId: await this.or(fields.jurisdictionId, 'jurisdiction') });
  }

  topic(fields: Fields = {}): Promise<Row> {
    return this.noun('topic', fields);
  }

  unit(fields: Fields = {}): Promise<Row> {
    return this.noun('unit', fields);
  }

  source(fields: Fields = {}): Promise<Row> {
    return this.noun('source', fields);
  }

  async indicator(fields: Fields = {}): Promise<Row> {
    return this.noun('indicator', {
      ...fields,
      jurisdictionId: await this.or(fields.jurisdictionId, 'jurisdiction'),
      unitId: await this.or(fields.unitId, 'unit'),
    });
  }

  /** The body of `POST /pledges`; of one target, on an indicator of its own, unless `targets` says otherwise. */
  async pledgeBody({ indicatorId, version, ...fields }: Fields = {}): Promise<Fields> {
    const body = {
      ...DEFAULTS.pledge,
      ...fields,
      jurisdictionId: await this.or(fields.jurisdictionId, 'jurisdiction'),
      topicId: await this.or(fields.topicId, 'topic'),
      sourceId: await this.or(fields.sourceId, 'source'),
    };
    if (fields.targets) return body;
    const target = {
      indicatorId: indicatorId ?? (await this.indicator()).id,
      version: version ?? VERSIONS.flow,
    };
    return { ...body, targets: [target] };
  }

  async pledge(fields: Fields = {}): Promise<GivenPledge> {
    return (await this.post('pledges', await this.pledgeBody(fields))) as GivenPledge;
  }

  /** A pledge of one target. `said` is what its version says beside the defaults of its measure. */
  async target(said: Fields = {}, { measure = measureOf(said), ...fields }: Fields = {}): Promise<GivenTarget> {
    const indicatorId = fields.indicatorId ?? (await this.indicator({ measure })).id;
    const version = { ...VERSIONS[measure as Measure], ...said };
    const pledge = await this.pledge({ ...fields, indicatorId, version });
    const [{ id, indicator }] = pledge.targets as [GivenPledge['targets'][0]];
    return { id, indicatorId: indicator.id, pledgeId: pledge.id, pledge };
  }

  /** The body of a figure, by the government unless `publisherClass` says otherwise. */
  async figureBody({ publisherClass = 'government', ...fields }: Fields = {}): Promise<Fields> {
    const sourceId = fields.sourceId ?? (await this.sourceOf(publisherClass as string));
    return { ...DEFAULTS.figure, sourceId, ...fields };
  }

  async figure(indicatorId: string, fields: Fields = {}): Promise<Row> {
    return this.post(`indicators/${indicatorId}/figures`, await this.figureBody(fields));
  }

  async revision(figureId: string, fields: Fields = {}): Promise<Row> {
    return this.post(`figures/${figureId}/revisions`, { because: 'revised', ...(await this.figureBody(fields)) });
  }

  takeBack(factKind: string, factId: string): Promise<Row> {
    return this.post('voids', { factKind, factId, reason: '误录' });
  }

  /** The id of a source of a class of publishers, made the first time. */
  sourceOf(publisherClass: string): Promise<string> {
    return publisherClass === 'government'
      ? this.any('source')
      : this.once(publisherClass, () => this.source({ publisher: publisherClass, publisherClass }));
  }

  /** The id of one of a noun, made the first time. */
  any(noun: 'jurisdiction' | 'topic' | 'unit' | 'source'): Promise<string> {
    return this.once(noun, () => this[noun]());
  }

  /** What a test says, else the id of one that is made the first time. */
  private async or(said: unknown, noun: 'jurisdiction' | 'topic' | 'unit' | 'source'): Promise<unknown> {
    return said ?? this.any(noun);
  }

  private async once(name: string, make: () => Promise<Row>): Promise<string> {
    let row = this.made.get(name);
    if (!row) {
      row = make();
      this.made.set(name, row);
    }
    return (await row).id;
  }

  private noun(noun: Noun, fields: Fields): Promise<Row> {
    return this.post(PLURALS[noun], { ...DEFAULTS[noun], ...fields });
  }
}

function measureOf({ comparator, aggregate }: Fields): Measure {
  if (comparator === 'done') return 'deliverable';
  return aggregate === undefined ? 'flow' : 'level';
}
