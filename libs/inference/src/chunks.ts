/** Rows in one run, and characters that a run's widest row times its rows may have: they bound time and memory. */
export const maxChunkRows = 32;
const maxChunkCells = 32_000;

/** Cuts rows into runs of a few milliseconds each, in order. A row is padded to the widest of its run. */
export function planChunks<Row extends { readonly text: string }>(rows: readonly Row[]): Row[][] {
  const chunks: Row[][] = [];
  let widest = 0;
  for (const row of rows) {
    const current = chunks.at(-1);
    const wider = Math.max(widest, row.text.length);
    if (current && current.length < maxChunkRows && wider * (current.length + 1) <= maxChunkCells) {
      current.push(row);
      widest = wider;
    } else {
      chunks.push([row]);
      widest = row.text.length;
    }
  }
  return chunks;
}
