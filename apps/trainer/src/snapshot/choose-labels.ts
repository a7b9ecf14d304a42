import type { CardHead, Example, HeadSpec, ModelSpec } from '@driftdesk/contracts';
import { TrainingFailed } from '../training-failed.js';
import type { TrainingRow } from '../training-rows.js';

/** A label of one group alone could be learned but never be measured on another, or the other way round. */
const fewestGroupsPerLabel = 2;

/** A spec whose heads have only the labels that can be learned; head → the labels left out. */
export interface ChosenLabels {
  readonly spec: ModelSpec;
  readonly leftOut: ReadonlyMap<string, CardHead['leftOut']>;
}

/**
 * Leaves labels with too few examples out of their heads. A row of such a label has no target for that head; it still
 * counts for the others.
 * @throws TrainingFailed when a head is left with fewer than two labels
 */
export function chooseLabels(examples: readonly Example[], spec: ModelSpec): ChosenLabels {
  const leftOut = new Map<string, CardHead['leftOut']>();
  const heads = spec.heads.map((head) => {
    const counted = head.labels.map((label) => countLabel(examples, head, label));
    const enough = counted.filter(
      ({ examples: count, groups }) => count >= spec.training.minimumExamples && groups >= fewestGroupsPerLabel,
    );
    if (enough.length < 2) throw new TrainingFailed(describe(head, counted, spec.training.minimumExamples));
    const short = counted.filter((label) => !enough.includes(label));
    leftOut.set(
      head.name,
      short.map(({ label, examples: count }) => ({ label, examples: count })),
    );
    return { ...head, labels: enough.map(({ label }) => label) };
  });
  return { spec: { ...spec, heads }, leftOut };
}

/**
 * Leaves out the labels that all rows outside the holdout lack, because nothing could learn them. Heads that would not
 * have two left stay as they are; the search says what they lack.
 */
export function leaveOutUnlearned(
  { spec, leftOut }: ChosenLabels,
  examples: readonly Example[],
  learned: readonly TrainingRow[],
): ChosenLabels {
  const missing = new Map(leftOut);
  const heads = spec.heads.map((head) => {
    const found = new Set(learned.map(({ example }) => example.labels[head.name]));
    const labels = head.labels.filter((label) => found.has(label));
    if (labels.length < 2 || labels.length === head.labels.length) return head;
    const lost = head.labels.filter((label) => !found.has(label)).map((label) => countLabel(examples, head, label));
    const before = leftOut.get(head.name) ?? [];
    missing.set(head.name, [...before, ...lost.map(({ label, examples: count }) => ({ label, examples: count }))]);
    return { ...head, labels };
  });
  return { spec: { ...spec, heads }, leftOut: missing };
}

interface LabelCount {
  readonly label: string;
  readonly examples: number;
  readonly groups: number;
}

function countLabel(examples: readonly Example[], head: HeadSpec, label: string): LabelCount {
  const rows = examples.filter(({ labels }) => labels[head.name] === label);
  return { label, examples: rows.length, groups: new Set(rows.map(({ group }) => group)).size };
}

function describe({ name }: HeadSpec, counted: readonly LabelCount[], minimum: number): string {
  const counts = counted.map(({ label, examples, groups }) => `${label} ${examples} in ${groups}`).join(', ');
  return `Head "${name}" has fewer than two labels with ${minimum} examples in ${fewestGroupsPerLabel} groups (examples in groups: ${counts}). Label more tickets, or lower training.minimumExamples of the model spec.`;
}
