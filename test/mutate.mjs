/**
 * A mutation run over the rules: each comparison, bound, condition, number and word is bent once, and the rule tests must
 * notice. It prints the share that was noticed and every mutant that was not.
 *
 *   node test/mutate.mjs                 all rules
 *   node test/mutate.mjs pace target     the files whose names hold one of these words
 *   JOBS=2 node test/mutate.mjs          in two processes; one is the default
 *
 * Stryker 9 would do the same through Jest at about a second a mutant; this loads the compiled tests straight into fresh
 * modules and takes some 50 ms. Mutants that nothing can tell apart are named, with the reason, in mutation/equivalent.json.
 */
import { fork } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutantsOf } from './mutation/mutants.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const JUDGE = fileURLToPath(new URL('./mutation/judge.mjs', import.meta.url));
/** A mutant that takes more processor time than this, in seconds, has been noticed: it no longer ends. */
const PATIENCE = 10;
/** Without /proc, so many seconds on the clock. */
const LONGEST_WAIT = 60;
/** Ticks a second in /proc. */
const TICKS = 100;
const ENOUGH = 0.9;

const words = process.argv.slice(2);
const files = ['src/clock', 'src/verdicts']
  .flatMap((room) => readdirSync(join(ROOT, room)).map((name) => `${room}/${name}`))
  .filter((file) => file.endsWith('.rules.ts') && !file.endsWith('/zone.rules.ts'))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
/** What a mutant is known by: lines move, so it goes by what stands on its line. */
const keyOf = ({ file, code, change }) => `${file} | ${code} | ${change}`;
const placeOf = ({ file, line, code, change }) => `${file}:${line}  ${change}  in  ${code}`;
const equivalent = JSON.parse(readFileSync(new URL('./mutation/equivalent.json', import.meta.url), 'utf8'));
const reasons = new Map(equivalent.map((known) => [keyOf(known), known.reason]));

const mutants = files.flatMap((file) => mutantsOf(file, readFileSync(join(ROOT, file), 'utf8')));
const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
const isExplained = (mutant) => reasons.has(keyOf(mutant));
const say = (text) => process.stdout.write(`${text}\n`);
say(`${mutants.length} mutants of ${files.length} files`);

const survivors = [];
const waiting = mutants.values();
let done = 0;
let invalid = 0;
let endless = 0;
await Promise.all(Array.from({ length: Number(process.env.JOBS ?? 1) }, work));
report();

/** One process judges mutant after mutant; it is started anew when one does not end. */
async function work() {
  let judge;
  for (const mutant of waiting) {
    judge ??= await startJudge();
    const verdict = await ask(judge, { file: mutant.file, source: mutant.source });
    if (verdict === 'too long' || verdict === 'died') {
      endless += 1;
      judge.kill('SIGKILL');
      judge = undefined;
    }
    if (verdict === 'no program') invalid += 1;
    if (verdict === 'survived') {
      survivors.push(mutant);
      say(`  ${placeOf(mutant)}`);
    }
    done += 1;
    if (done % 250 === 0) say(`${done} judged, ${survivors.length} survive`);
  }
  judge?.kill();
}

async function startJudge() {
  const execArgv = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--max-old-space-size=2048'];
  const judge = fork(JUDGE, { execArgv, serialization: 'advanced' });
  const verdict = await ask(judge, { file: null, source: null }, 60);
  if (verdict !== 'survived') throw new Error(`the tests do not pass as they are: ${verdict}`);
  return judge;
}

function ask(judge, mutant, patience = PATIENCE) {
  return new Promise((resolve) => {
    const spentBefore = secondsOf(judge.pid) ?? 0;
    let waited = 0;
    const end = (verdict) => {
      clearInterval(timer);
      judge.off('message', end);
      judge.off('exit', died);
      resolve(verdict);
    };
    const died = () => end('died');
    const timer = setInterval(() => {
      waited += 1;
      const spent = secondsOf(judge.pid);
      const isTooLong = spent === null ? waited > LONGEST_WAIT : spent - spentBefore > patience;
      if (isTooLong) end('too long');
    }, 1000);
    judge.on('message', end);
    judge.on('exit', died);
    judge.send(mutant);
  });
}

/** Processor time of a process in seconds; null where the system does not tell. */
function secondsOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return null;
  }
}

function report() {
  const explained = survivors.filter(isExplained);
  const unexplained = survivors.filter((mutant) => !isExplained(mutant));
  for (const { title, list } of [
    { title: 'Survive, and nothing can tell them apart', list: explained },
    { title: 'Survive', list: unexplained },
  ]) {
    if (list.length > 0) say(`\n${title}:`);
    for (const mutant of list)
      say(`  ${placeOf(mutant)}${isExplained(mutant) ? `  (${reasons.get(keyOf(mutant))})` : ''}`);
  }
  const judged = mutants.length - invalid;
  const killed = judged - survivors.length;
  say(`\n${killed} of ${judged} killed: ${share(killed, judged)} (${endless} of them no longer end)`);
  say(`without the equivalent: ${share(killed, judged - explained.length)}`);
  process.exitCode = killed / judged >= ENOUGH ? 0 : 1;
}
