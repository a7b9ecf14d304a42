import type { CardHead } from '@driftdesk/contracts';
import { escapeMarkdown, markdownTable } from './markdown-table.js';
import { reliabilityMarkdown } from './reliability.js';

const measure = (value: number) => value.toFixed(3);

/** What a card says of one head. */
export function headMarkdown(head: CardHead): string {
  const { name, metrics } = head;
  return [
    `## Head \`${name}\``,
    `Measured on ${metrics.rows} holdout rows, which the measured fit had not seen. ECE: expected calibration error over 15 bins of equal mass.`,
    markdownTable(
      ['Rows', 'Accuracy', 'Macro-F1', 'Weighted F1', 'ECE'],
      [[metrics.rows, ...[metrics.accuracy, metrics.macroF1, metrics.weightedF1, metrics.ece].map(measure)]],
    ),
    thresholds(head),
    '### By label',
    byLabel(head),
    ...leftOut(head),
    '### By language',
    byLanguage(head),
    '### Confusion matrix',
    'Rows are the true labels, columns what was predicted.',
    confusion(head),
    ...reliability(head),
  ].join('\n\n');
}

function thresholds({ abstains, threshold, temperature, l2, embeddingFactor, metrics }: CardHead): string {
  const fit = `Fitted with an L2 penalty of ${l2}, times ${embeddingFactor} for the embedding; temperature ${measure(temperature)}.`;
  if (!abstains) return `Never abstains. ${fit}`;
  const { coverage, accuracy } = metrics.abstention;
  return `Abstains below a confidence of ${measure(threshold)}: ${measure(coverage)} of the holdout rows are kept, and of those ${measure(accuracy)} are right. ${fit}`;
}

function byLabel({ labels, metrics }: CardHead): string {
  const rows = labels.map((label) => {
    const { precision = 0, recall = 0, f1 = 0, support = 0 } = metrics.perLabel[label] ?? {};
    return [label, measure(precision), measure(recall), measure(f1), support];
  });
  return markdownTable(['Label', 'Precision', 'Recall', 'F1', 'Rows'], rows);
}

function leftOut({ leftOut: labels }: CardHead): string[] {
  if (labels.length === 0) return [];
  const counts = labels.map(({ label, examples }) => `${escapeMarkdown(label)} (${examples})`).join(', ');
  return [`Registered, but with too few examples to be learned: ${counts}.`];
}

function byLanguage({ metrics }: CardHead): string {
  const rows = Object.entries(metrics.perLanguage).map(([language, { rows: count, accuracy, macroF1 }]) => [
    language,
    measure(accuracy),
    measure(macroF1),
    count,
  ]);
  return markdownTable(['Language', 'Accuracy', 'Macro-F1', 'Rows'], rows);
}

function confusion({ labels, metrics }: CardHead): string {
  const rows = labels.map((label, row) => [label, ...(metrics.confusion[row] ?? [])]);
  return markdownTable(['', ...labels], rows);
}

function reliability({ metrics }: CardHead): string[] {
  const title = '### Reliability';
  if (metrics.reliability === undefined) return [title, 'Not measured: the version was made before cards had it.'];
  if (metrics.reliability.length === 0) return [title, 'There were no rows to measure it on.'];
  return [title, reliabilityMarkdown(metrics.reliability)];
}
