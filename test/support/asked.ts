import type { TestApp } from './app.js';

type Fields = Record<string, unknown>;
type Row = { id: string } & Record<string, unknown>;

/** A pledge as the API answers it, as far as tests look into it. */
export interface AskedPledge extends Row {
  targets: { id: string; indicator: { id: string }; versions: Row[]; verdict: Record<string, unknown> }[];
  rollUp: { headline: string };
}

/** Asks the API for what a test needs, with defaults for everything the test does not care about. */
export class Asked {
  private readonly made = new Map<string, Promise<Row>>();

  constructor(private readonly app: TestApp) {}

  jurisdiction(fields: Fields = {}): Promise<Row> {
    return this.post('jurisdictions', { nameZh: '北京市', nameEn: 'Beijing', timeZone: 'Asia/Shanghai', ...fields });
  }

  async agency(fields: Fields = {}): Promise<Row> {
    const { id: jurisdictionId } = await this.any('jurisdiction');
    return this.post('agencies', { jurisdictionId, nameZh: '市住建委', nameEn: 'Housing commission', ...fields });
  }

  topic(fields: Fields = {}): Promise<Row> {
    return this.post('topics', { nameZh: '住房', nameEn: 'Housing', ...fields });
  }

  unit(fields: Fields = {}): Promise<Row> {
    return this.post('units', { zh: '个', en: 'items', ...fields });
  }

  source(fields: Fields = {}): Promise<Row> {
    return this.post('sources', {
      publisher: '北京市政府',
      publisherClass: 'government',
      address: 'https://www.example.org/2024.html',
      publishedOn: '2024-01-02',
      ...fields,
    });
  }

  async programme(fields: Fields = {}): Promise<Row> {
    const { id: jurisdictionId } = await this.any('jurisdiction');
    return this.post('programmes', { jurisdictionId, nameZh: '2024年实事', nameEn: '2024 projects', ...fields });
  }

  async indicator(fields: Fields = {}): Promise<Row> {
    const { id: jurisdictionId } = await this.any('jurisdiction');
    const { id: unitId } = await this.any('unit');
    const names = { nameZh: '老旧小区改造', nameEn: 'Estates renovated' };
    return this.post('indicators', { jurisdictionId, unitId, ...names, measure: 'flow', ...fields });
  }

  /** The body of `POST /pledges`: one target of 300 in 2024 unless `targets` says otherwise. */
  async pledgeBody({ indicatorId, version, ...fields }: Fields = {}): Promise<Fields> {
    const base = {
      jurisdictionId: (await this.any('jurisdiction')).id,
      topicId: (await this.any('topic')).id,
      sourceId: (await this.any('source')).id,
      titleZh: '改造300个老旧小区',
      announcedOn: '2024-01-02',
    };
    if (fields.targets) return { ...base, ...fields };
    const target = {
      indicatorId: indicatorId ?? (await this.indicator()).id,
      version: version ?? { comparator: 'at_least', value: '300', start: '2024-01-01', due: '2024-12-31' },
    };
    return { ...base, targets: [target], ...fields };
  }

  async pledge(fields: Fields = {}): Promise<AskedPledge> {
    return (await this.post('pledges', await this.pledgeBody(fields))) as AskedPledge;
  }

  /** A running total of the year unless the fields say otherwise. */
  async figureBody(fields: Fields = {}): Promise<Fields> {
    return {
      sourceId: (await this.any('source')).id,
      form: 'running_total',
      periodStart: '2024-01-01',
      periodEnd: '2024-03-31',
      value: '60',
      publishedOn: '2024-04-10',
      ...fields,
    };
  }

  async figure(indicatorId: string, fields: Fields = {}): Promise<Row> {
    return this.post(`indicators/${indicatorId}/figures`, await this.figureBody(fields));
  }

  /** Posts as staff and gives the answer; fails with the problem. */
  async post(path: string, body: Fields): Promise<Row> {
    const { status, body: answer } = await this.app.http
      .post(`/api/v1/${path}`)
      .set(...this.app.staff)
      .send(body);
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer as Row;
  }

  /** One of the nouns, made the first time. */
  private any(noun: 'jurisdiction' | 'topic' | 'unit' | 'source'): Promise<Row> {
    let row = this.made.get(noun);
    if (!row) {
      row = this[noun]();
      this.made.set(noun, row);
    }
    return row;
  }
}
