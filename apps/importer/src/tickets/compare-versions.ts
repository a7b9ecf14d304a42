import type { CardHead } from '@driftdesk/contracts';
import type { Trained } from './train.js';

/** What the cards of the new version and of the champion before it say, head by head. */
export function comparisonLines({ model, candidate, champion }: Trained): string[] {
  const titles = [candidate.version, ...(champion === undefined ? [] : [`${champion.version} (champion)`])];
  const rows = candidate.card.heads.flatMap((head) => {
    const before = champion?.card.heads.find(({ name }) => name === head.name);
    return measures.map(([title, read]) => [head.name, title, read(head), ...(before ? [read(before)] : [])]);
  });
  return [
    `${model}, each version measured on the tickets that its own training held out:`,
    ...[['head', 'measure', ...titles], ...rows].map(
      (cells) =>
        `  ${cells
          .map((cell) => cell.padEnd(14))
          .join('  ')
          .trimEnd()}`,
    ),
  ];
}

const measures: readonly (readonly [title: string, read: (head: CardHead) => string])[] = [
  ['labels', ({ labels }) => String(labels.length)],
  ['tickets', ({ metrics }) => String(metrics.rows)],
  ['accuracy', ({ metrics }) => metrics.accuracy.toFixed(3)],
  ['macro-F1', ({ metrics }) => metrics.macroF1.toFixed(3)],
];
