import type { Card, CardHead, ForgottenLabels } from '@driftdesk/contracts';

/** Most labels that a warning names. */
const named = 20;

/** What a version has not learned of what another one knows, head by head; empty when it knows all of it. */
export function forgottenLabels(version: Card, other: Card): ForgottenLabels[] {
  return other.heads.flatMap((known) => {
    const head = version.heads.find(({ name }) => name === known.name);
    if (head === undefined) return [];
    const labels = known.labels
      .filter((label) => !head.labels.includes(label))
      .map((label) => ({ label, examples: examplesOf(head, label) }));
    if (labels.length === 0) return [];
    const measuredOn = head.metrics.rows;
    return [{ head: head.name, labels, measuredOn, warning: warn(known, labels, measuredOn) }];
  });
}

function examplesOf({ leftOut }: CardHead, label: string): number {
  return leftOut.find((one) => one.label === label)?.examples ?? 0;
}

function warn({ name, labels: known }: CardHead, lost: ForgottenLabels['labels'], measuredOn: number): string {
  const shown = lost.slice(0, named).map(({ label, examples }) => `${label} (${examples})`);
  const more = lost.length > named ? ` and ${lost.length - named} more` : '';
  return (
    `${name}: ${lost.length} of ${known.length} labels that served before have too few examples to be learned ` +
    `(how many): ${shown.join(', ')}${more}. Tickets of these labels get another one, or go to a person. ` +
    `The figures of this version come from ${measuredOn} tickets of other labels: they do not show it.`
  );
}
