// Verdicts a second inside the rules, on a promise of 300 with twelve monthly figures.
//   npm run build && node test/bench/verdicts.mjs [--rounds 15]
// By processor time, held against JSON.parse of the same request in the same rounds: the machine's mood falls on both.
import { bar, built, median, option, say } from './house.mjs';

const { parseQuestion } = await built('src/verdicts/parse.rules.js');
const { judge, verdictOf } = await built('src/verdicts/judge.rules.js');
const { alertsOf } = await built('src/verdicts/alerts.rules.js');
const { sentencesOf } = await built('src/verdicts/sentence.rules.js');

const ROUNDS = option('rounds', 15);
const TURNS = 4000;

const figures = Array.from({ length: 12 }, (_, at) => {
  const month = String(at + 1).padStart(2, '0');
  const last = new Date(Date.UTC(2024, at + 1, 0)).toISOString().slice(0, 10);
  const days = { periodStart: `2024-${month}-01`, periodEnd: last, publishedOn: last };
  return { id: `f${at}`, form: 'increment', value: String(20 + at), ...days };
});
const target = { comparator: 'at_least', measure: 'flow', value: '360', start: '2024-01-01', due: '2024-12-31' };
const request = { asOf: '2024-12-31', target: { ...target, cadence: 'monthly' }, figures };
const text = JSON.stringify(request);
const question = parseQuestion(request);

const judged = () => judge(question.target, question.figures, question.asOf);
const parsed = () => {
  const asked = parseQuestion(request);
  return judge(asked.target, asked.figures, asked.asOf);
};
const told = (judgement) => [
  verdictOf(judgement),
  alertsOf(judgement),
  sentencesOf(judgement, judgement.headline, { unitZh: '套', unitEn: 'homes' }),
];

const WORK = {
  'JSON.parse of the request': () => JSON.parse(text),
  judge: judged,
  'parse + judge': parsed,
  'parse + judge + print': () => verdictOf(parsed()),
  'parse + judge + print + sentences and alerts': () => told(parsed()),
  'judge of 12 levels, a mean': meanWork(),
};

const rates = new Map(Object.keys(WORK).map((name) => [name, []]));
for (const work of Object.values(WORK)) once(work, TURNS);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, work] of Object.entries(WORK)) rates.get(name).push(once(work, TURNS));
}

say(`${text.length} bytes, ${figures.length} figures, ${ROUNDS} rounds of ${TURNS}; the median, one core\n`);
const baseline = median(rates.get('JSON.parse of the request'));
for (const [name, list] of rates) {
  const rate = median(list);
  const ratio = (rate / baseline).toFixed(2);
  say(`${Math.round(rate).toLocaleString('en').padStart(10)} a second   ${ratio.padStart(5)} of JSON.parse   ${name}`);
}
say();
bar('verdicts a second, judge', median(rates.get('judge')), { atLeast: 20_000, unit: '' });
bar('verdicts a second, parse + judge + print', median(rates.get('parse + judge + print')), {
  atLeast: 20_000,
  unit: '',
});

function meanWork() {
  const levels = figures.map(({ form: _form, periodStart: _start, ...figure }) => ({
    ...figure,
    form: 'level',
    value: '5.1',
  }));
  const mean = { ...target, comparator: 'at_most', measure: 'level', aggregate: 'mean', value: '5', closes: 'fixed' };
  const asked = parseQuestion({ ...request, target: { ...mean, cadence: 'monthly' }, figures: levels });
  return () => judge(asked.target, asked.figures, asked.asOf);
}

/** Turns a second of processor time: what others do on the machine meanwhile does not count. */
function once(work, turns) {
  const began = process.cpuUsage();
  for (let turn = 0; turn < turns; turn += 1) work();
  const { user, system } = process.cpuUsage(began);
  return turns / ((user + system) / 1e6);
}
