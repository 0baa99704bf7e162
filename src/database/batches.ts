/** A statement has at most 65,535 parameters: this many rows always fit. */
const AT_ONCE = 1000;

/** Writes rows as few large batches; `from` is the place of the batch's first row. */
export async function inBatches<Row>(
  rows: readonly Row[],
  write: (batch: Row[], from: number) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) await write(rows.slice(from, from + AT_ONCE), from);
}
