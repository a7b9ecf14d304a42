import type { HeadMetrics } from '@driftdesk/contracts';
import { markdownTable } from './markdown-table.js';

type Bin = NonNullable<HeadMetrics['reliability']>[number];

/** Characters for the interval from 0 to 1. */
const width = 40;

/** How far confidence can be believed: the bins as a table, and drawn. */
export function reliabilityMarkdown(bins: readonly Bin[]): string {
  const rows = bins.map((bin) => [bin.confidence.toFixed(3), bin.accuracy.toFixed(3), bin.rows]);
  return [
    markdownTable(['Mean confidence', 'Accuracy', 'Rows'], rows),
    [
      '```text',
      'confidence  accuracy (#); where it would be if confidence were right (|)',
      ...bins.map(draw),
      '```',
    ].join('\n'),
  ].join('\n\n');
}

function draw({ confidence, accuracy }: Bin): string {
  const bar = '#'.repeat(Math.round(accuracy * width)).padEnd(width + 1);
  const at = Math.min(width, Math.round(confidence * width));
  return `${confidence.toFixed(3)}       ${bar.slice(0, at)}|${bar.slice(at + 1)} ${accuracy.toFixed(3)}`;
}
