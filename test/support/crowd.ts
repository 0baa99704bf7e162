import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type Day } from '../../src/clock/calendar.rules.js';
import { newId } from '../../src/database/ids.js';
import type { Chance } from './chance.js';
import { Given } from './given.js';
import { TOKEN } from './joined.js';
import type { LogEntry } from './replay.js';
import { size } from './size.js';

type Fields = Record<string, unknown>;
type Row = Fields & { id: string };

interface Answer {
  status: number;
  body: Fields;
}

/** A write that was answered: what a second asking with its key must be answered too. */
interface Answered {
  key: string;
  path: string;
  status: number;
  id: string | null;
}

const MEASURES = ['flow', 'flow', 'level', 'deliverable'] as const;
const CLASSES = ['government', 'government', 'government', 'auditor', 'independent'] as const;
const INDICATORS = 12;
const PAUSE = 50;

/** People who write at once, each over whichever instance answers, and are sure to be answered once. */
export class Crowd {
  readonly answered: Answered[] = [];
  /** Answers that nobody should ever get. */
  readonly faults: string[] = [];
  readonly statuses: Record<number, number> = {};
  readonly targets: { id: string; indicator: { id: string; measure: string } }[] = [];
  /** How often somebody had to ask again because nobody answered. */
  askedAgain = 0;
  private readonly indicators: { id: string; measure: string }[] = [];
  private readonly facts: { kind: string; id: string }[] = [];
  private sources: Record<string, string> = {};
  private ground: Fields = {};

  constructor(
    private readonly urls: () => string[],
    private readonly today: () => Day,
    private readonly chance: Chance,
  ) {}

  /** What there is before they begin. */
  async settle(): Promise<void> {
    const given = new Given((path, body) => this.make(path, body));
    for (const publisherClass of new Set(CLASSES)) this.sources[publisherClass] = await given.sourceOf(publisherClass);
    for (let nth = 0; nth < INDICATORS; nth++) {
      const measure = MEASURES[nth % MEASURES.length]!;
      const { id } = await given.indicator({ nameZh: `指标${nth}`, measure });
      this.indicators.push({ id, measure });
    }
    const [jurisdictionId, topicId] = [await given.any('jurisdiction'), await given.any('topic')];
    this.ground = { jurisdictionId, topicId, sourceId: this.sources.government };
    for (let nth = 0; nth < size('PROMISES'); nth++) await this.promise();
  }

  /** Writes whatever comes to mind until it is time to stop. */
  async writeUntil(end: number): Promise<void> {
    while (Date.now() < end) await this.writeSomething();
  }

  private async writeSomething(): Promise<void> {
    const dice = this.chance.next();
    const { id: targetId, indicator } = this.chance.pick(this.targets);
    const figures = this.facts.filter(({ kind }) => kind === 'figure');
    if (dice < 0.4 || figures.length === 0) {
      await this.fact('figure', `indicators/${indicator.id}/figures`, this.figure(indicator.measure, targetId));
    } else if (dice < 0.55) {
      const revised = {
        ...this.figure(indicator.measure, targetId),
        because: this.chance.pick(['revised', 'entry_error']),
      };
      await this.fact('figure', `figures/${this.chance.pick(figures.slice(-40)).id}/revisions`, revised);
    } else if (dice < 0.67) {
      const { kind, id } = this.chance.pick(this.facts.slice(-60));
      await this.write('voids', { factKind: kind, factId: id, reason: 'a slip' });
    } else if (dice < 0.82) {
      const said = this.version(indicator.measure);
      const kind = this.chance.pick(['amendment', 'amendment', 'clarification']);
      const announced = { kind, announcedOn: this.daysAgo(6), reason: 'as announced', ...said };
      await this.fact('version', `targets/${targetId}/versions`, announced);
    } else if (dice < 0.87) {
      const ruling = { delivery: this.chance.pick(['met', 'in_progress']), reason: 'heard both', on: this.daysAgo(3) };
      await this.fact('decision', `targets/${targetId}/decisions`, ruling);
    } else if (dice < 0.92) {
      await this.fact('check', `targets/${targetId}/checks`, { on: this.daysAgo(3), where: 'everywhere' });
    } else {
      await this.promise();
    }
  }

  private async promise(): Promise<void> {
    const parts = [this.chance.pick(this.indicators), this.chance.pick(this.indicators)].slice(
      0,
      this.chance.whole(1, 2),
    );
    const targets = parts.map(({ id, measure }) => ({ indicatorId: id, version: this.version(measure) }));
    const pledge = { ...this.ground, titleZh: '承诺', announcedOn: this.daysAgo(30), targets };
    const figure = parts[0]!.measure === 'flow' ? [{ ...this.figure('flow', null), indicatorId: parts[0]!.id }] : [];
    const { body, status } = await this.write('pledges', { ...pledge, figures: figure });
    if (status !== 201) return;
    const made = body as unknown as {
      id: string;
      targets: { id: string; indicator: { id: string; measure: string } }[];
    };
    this.targets.push(...made.targets);
    // Rarely is a whole promise taken back.
    if (this.chance.once(10)) this.facts.push({ kind: 'pledge', id: made.id });
  }

  private version(measure: string): Fields {
    const start = this.daysAgo(40);
    const due = addDays(this.today(), this.chance.whole(-3, 10));
    const times = { start, due, publicationLagDays: this.chance.pick([0, 2, 5]) };
    if (measure === 'deliverable') return { comparator: 'done', due };
    if (measure === 'level') return { ...times, comparator: 'at_least', value: '80', aggregate: 'last' };
    return {
      ...times,
      comparator: 'at_least',
      value: this.chance.pick(['60', '100']),
      cadence: this.chance.pick(['monthly', null]),
    };
  }

  private figure(measure: string, targetId: string | null): Fields {
    const publisherClass = this.chance.pick(CLASSES);
    const form = measure === 'flow' ? 'running_total' : 'level';
    const value = measure === 'deliverable' ? '1' : this.chance.pick(['10', '55', '80', '99.9', '100', '130']);
    const share = targetId !== null && this.chance.once(10) ? { targetId, statedShare: '0.9' } : {};
    return {
      sourceId: this.sources[publisherClass],
      form,
      periodEnd: this.daysAgo(20),
      value,
      publishedOn: this.daysAgo(8),
      standing: this.chance.pick(['final', 'final', 'provisional', 'estimate']),
      ...share,
    };
  }

  /** A day that is over everywhere, however far the clocks are apart. */
  private daysAgo(most: number): Day {
    return addDays(this.today(), -this.chance.whole(1, most));
  }

  private async fact(kind: string, path: string, body: Fields): Promise<void> {
    const { status, body: answer } = await this.write(path, body);
    if (status === 201) this.facts.push({ kind, id: answer.id as string });
  }

  private async make(path: string, body: Fields): Promise<Row> {
    const { status, body: answer } = await this.write(path, body);
    if (status !== 201) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
    return answer as Row;
  }

  /** Writes once; one in six asks two instances at the same time with the same key, to be answered the same. */
  private async write(path: string, body: Fields): Promise<Answer> {
    const key = newId();
    const isTwice = this.chance.once(6);
    const [answer, other] = await Promise.all([
      this.untilAnswered(path, body, key),
      isTwice ? this.untilAnswered(path, body, key) : null,
    ]);
    const { status } = answer;
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    if (status >= 500 || ![201, 404, 409, 422].includes(status)) {
      this.faults.push(`POST ${path} ${JSON.stringify(body)}: ${status} ${JSON.stringify(answer.body)}`);
    }
    if (status === 201 && other !== null && (other.status !== 201 || other.body.id !== answer.body.id)) {
      this.faults.push(`POST ${path} twice: ${JSON.stringify(answer)}, ${JSON.stringify(other)}`);
    }
    this.answered.push({ key, path, status, id: status === 201 ? (answer.body.id as string) : null });
    return answer;
  }

  /** Asks until there is an answer: an instance that is gone answers nothing, and another is asked with the same key. */
  private async untilAnswered(path: string, body: Fields, key: string): Promise<Answer> {
    for (;;) {
      try {
        const answer = await fetch(`${this.chance.pick(this.urls())}/api/v1/${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify(body),
        });
        return { status: answer.status, body: (await answer.json()) as Fields };
      } catch {
        this.askedAgain += 1;
        await sleep(PAUSE);
      }
    }
  }
}

/** Somebody who reads the log from its beginning, every five milliseconds, over whichever instance answers. */
export class Follower {
  readonly entries: LogEntry[] = [];
  polls = 0;
  /** Answers that nobody should ever get. */
  readonly faults: string[] = [];
  private after = 0;

  constructor(
    private readonly urls: () => string[],
    private readonly chance: Chance,
  ) {}

  async followUntil(end: number): Promise<void> {
    while (Date.now() < end) {
      // An instance that is gone answers nothing: another is asked.
      await this.look().catch(() => undefined);
      await sleep(5);
    }
  }

  async readToTheEnd(): Promise<void> {
    while ((await this.look()) > 0);
  }

  private async look(): Promise<number> {
    this.polls += 1;
    const answer = await fetch(`${this.chance.pick(this.urls())}/api/v1/changes?after=${this.after}&limit=1000`);
    if (answer.status !== 200) {
      this.faults.push(`GET /changes: ${answer.status} ${await answer.text()}`);
      return 0;
    }
    const { items, next } = (await answer.json()) as { items: LogEntry[]; next: number };
    this.entries.push(...items);
    this.after = next;
    return items.length;
  }
}
