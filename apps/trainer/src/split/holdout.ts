import type { ModelSpec, TrainingEvaluation } from '@driftdesk/contracts';
import { groupBy, hashShare } from '@driftdesk/ml';
import { type RowSplit, splitRows, type TrainingRow } from '../training-rows.js';
import { haveVariety } from './variety.js';

/** The rows that nothing which ships may learn, and how they were found. */
export interface Holdout extends RowSplit {
  readonly kind: TrainingEvaluation['holdout'];
}

/**
 * Holds out groups by the hash of their names: the same ones in every snapshot, so no version has learned what a later
 * one is compared with it on. Rows that are nearly the same but of groups on both sides are learned, because a version
 * may have learned the one before the other came. Where either side would lack two labels of a head or two groups, a
 * share of the groups is drawn instead.
 */
export function splitHoldout(rows: readonly TrainingRow[], spec: ModelSpec): Holdout {
  const { holdoutShare, seed } = spec.training;
  const held = new Set(
    [...groupBy(rows, ({ group }) => group)]
      .filter(([, all]) => all.every(({ example }) => hashShare(example.group, seed) < holdoutShare))
      .map(([group]) => group),
  );
  const permanent = {
    kept: rows.filter(({ group }) => !held.has(group)),
    held: rows.filter(({ group }) => held.has(group)),
  };
  if (haveVariety(permanent.kept, spec) && haveVariety(permanent.held, spec))
    return { ...permanent, kind: 'permanent' };
  return { ...splitRows(rows, spec, holdoutShare, seed), kind: 'drawn' };
}
