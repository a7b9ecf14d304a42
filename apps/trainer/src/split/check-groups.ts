import { TrainingFailed } from '../training-failed.js';

/** One group each for training, calibration and holdout. */
const fewestGroups = 3;

/** @throws TrainingFailed when the rows are of too few groups to be split */
export function checkGroups(rows: readonly { readonly group: string }[]): void {
  const groups = new Set(rows.map(({ group }) => group)).size;
  if (groups >= fewestGroups) return;
  throw new TrainingFailed(
    `The data snapshot has ${groups} group${groups === 1 ? '' : 's'}; training, calibration and holdout need one each, so at least ${fewestGroups}. Near-duplicates count as one.`,
  );
}
