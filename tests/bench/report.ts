/** The value below which a share of sorted numbers lies (nearest rank). */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

type Cell = string | number;

/** A table for people: a row a line, numbers to four digits. Every row has the same keys; they are the header. */
export function printTable(rows: readonly Readonly<Record<string, Cell>>[]): void {
  const header = Object.keys(rows[0] ?? {});
  const lines = [header, ...rows.map((row) => header.map((key) => String(short(row[key] ?? ''))))];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  for (const line of lines) {
    process.stdout.write(
      `${line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
  process.stdout.write('\n');
}

/** The last line of a benchmark: one JSON object for machines, numbers to four digits. */
export function printResult(bench: string, result: object): void {
  const json = JSON.stringify({ bench, ...result }, (_key, value: unknown) =>
    typeof value === 'number' ? short(value) : value,
  );
  process.stdout.write(`${json}\n`);
}

/** A flat result as a table, a number a line, and as JSON. */
export function printReport(bench: string, numbers: Readonly<Record<string, number>>): void {
  printTable(Object.entries(numbers).map(([measure, value]) => ({ measure, value })));
  printResult(bench, numbers);
}

function short<Value extends Cell>(value: Value): Value | number {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
