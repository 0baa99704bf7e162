const HAN = /\p{Script=Han}+/gu;
const LATIN = /[\p{L}\p{N}]+/gu;
const HAN_LETTER = /\p{Script=Han}/u;

/** What a pledge is found by: every Han character, every pair of neighbours, every other word in lower case and singular. */
export function wordsOf(texts: readonly (string | null)[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const run of runsOf(text ?? '')) {
      for (const letter of run) words.add(letter);
      for (const pair of pairsOf(run)) words.add(pair);
    }
    for (const word of latinOf(text ?? '')) words.add(word);
  }
  return [...words].toSorted();
}

/** What a pledge must have to be found by a query; empty when the query names nothing. A lone character stands for itself. */
export function wordsAsked(query: string): string[] {
  const words = new Set<string>();
  for (const run of runsOf(query)) for (const word of run.length === 1 ? run : pairsOf(run)) words.add(word);
  for (const word of latinOf(query)) words.add(word);
  return [...words].toSorted();
}

function runsOf(text: string): string[][] {
  return (text.normalize('NFKC').match(HAN) ?? []).map((run) => [...run]);
}

function pairsOf(run: readonly string[]): string[] {
  return run.slice(1).map((letter, at) => run[at]! + letter);
}

/** A word of another script; `lifts` and `lift` are one. Neighbouring Han characters are cut off: `5万` has the word `5`. */
function latinOf(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().replace(HAN, ' ').match(LATIN) ?? [];
  return words
    .filter((word) => !HAN_LETTER.test(word))
    .map((word) => (/^[a-z]{3,}[^s]s$/.test(word) ? word.slice(0, -1) : word));
}
