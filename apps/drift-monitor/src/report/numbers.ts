/** A p-value, or another number of its kind: two digits, with a power of ten when it is small. */
export function pText(value: number): string {
  if (value === 0) return '0';
  return value >= 0.001 ? value.toPrecision(2) : value.toExponential(1);
}

export function percentText(share: number): string {
  const percent = 100 * share;
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** ISO 8601 to minutes, in UTC. */
export function timeText(timestamp: string): string {
  return `${shortTimeText(timestamp)} UTC`;
}

/** The same where the zone is said beside it. */
export function shortTimeText(timestamp: string): string {
  return new Date(timestamp).toISOString().slice(0, 16).replace('T', ' ');
}

/** How many powers of ten a p-value lies below 1. A p of 0 counts as one that no number of rows gives. */
export function decadesOf(p: number): number {
  return -Math.log10(Math.max(p, smallest));
}

const smallest = 1e-300;
