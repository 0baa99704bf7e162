// Verdicts a second inside the rules, on a promise of 360 with twelve monthly figures: verdicts.js [--rounds 15].
// By processor time, held against JSON.parse of the same request in the same rounds: the machine's mood falls on both.
import { alertsOf } from '../../src/verdicts/alerts.rules.js';
import { judge, type Judgement, verdictOf } from '../../src/verdicts/judge.rules.js';
import { parseQuestion } from '../../src/verdicts/parse.rules.js';
import { sentencesOf } from '../../src/verdicts/sentence.rules.js';
import { bar, median, option, say } from './house.js';
import { figures, question, target } from './question.js';

const ROUNDS = option('rounds', 15);
const TURNS = 4000;

const text = JSON.stringify(question);
const asked = parseQuestion(question);

const parsed = (): Judgement => {
  const each = parseQuestion(question);
  return judge(each.target, each.figures, each.asOf);
};
const told = (judgement: Judgement): unknown[] => [
  verdictOf(judgement),
  alertsOf(judgement),
  sentencesOf(judgement, judgement.headline, { unitZh: '套', unitEn: 'homes' }),
];

const WORK: Record<string, () => unknown> = {
  'JSON.parse of the request': () => JSON.parse(text),
  judge: () => judge(asked.target, asked.figures, asked.asOf),
  'parse + judge': parsed,
  'parse + judge + print': () => verdictOf(parsed()),
  'parse + judge + print + sentences and alerts': () => told(parsed()),
  'judge of 12 levels, a mean': meanWork(),
};

const rates = new Map<string, number[]>(Object.keys(WORK).map((name) => [name, []]));
for (const work of Object.values(WORK)) once(work, TURNS);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, work] of Object.entries(WORK)) rates.get(name)!.push(once(work, TURNS));
}

const rateOf = (name: string): number => median(rates.get(name)!);
say(`${text.length} bytes, ${figures.length} figures, ${ROUNDS} rounds of ${TURNS}; the median, one core\n`);
for (const name of rates.keys()) {
  const ratio = (rateOf(name) / rateOf('JSON.parse of the request')).toFixed(2);
  const rate = Math.round(rateOf(name)).toLocaleString('en');
  say(`${rate.padStart(10)} a second   ${ratio.padStart(5)} of JSON.parse   ${name}`);
}
say();
for (const name of ['judge', 'parse + judge + print']) {
  bar(`verdicts a second, ${name}`, rateOf(name), { atLeast: 20_000, unit: '' });
}

function meanWork(): () => unknown {
  const levels = figures.map(({ id, periodEnd, publishedOn }) => ({
    ...{ id, periodEnd, publishedOn },
    form: 'level',
    value: '5.1',
  }));
  const mean = { ...target, comparator: 'at_most', measure: 'level', aggregate: 'mean', value: '5', closes: 'fixed' };
  const each = parseQuestion({ ...question, target: mean, figures: levels });
  return () => judge(each.target, each.figures, each.asOf);
}

/** Turns a second of processor time: what others do on the machine meanwhile does not count. */
function once(work: () => unknown, turns: number): number {
  const began = process.cpuUsage();
  for (let turn = 0; turn < turns; turn += 1) work();
  const { user, system } = process.cpuUsage(began);
  return turns / ((user + system) / 1e6);
}
