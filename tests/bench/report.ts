/** The value below which a share of sorted numbers lies (nearest rank). */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

/** A table for people, then one line of JSON for machines. */
export function printReport(name: string, numbers: Readonly<Record<string, number>>): void {
  const rounded = Object.fromEntries(
    Object.entries(numbers).map(([key, value]) => [key, Number(value.toPrecision(4))]),
  );
  const width = Math.max(...Object.keys(rounded).map((key) => key.length));
  for (const [key, value] of Object.entries(rounded)) process.stdout.write(`${key.padEnd(width)}  ${value}\n`);
  process.stdout.write(`${JSON.stringify({ bench: name, ...rounded })}\n`);
}
