import type { ModelSpec } from '@driftdesk/contracts';
import type { LinearHead } from '@driftdesk/ml';
import type { OpenProblem } from '../fits/fit-pool.js';
import type { FitResult, Judgement } from '../fits/fit-protocol.js';
import { penaltyOf } from '../fits/penalty.js';
import { rungs, rungSizes } from './rungs.js';

/** Largest gradient entry at which a fit is done. Ten times smaller takes twice the iterations and gains nothing. */
export const gradientTolerance = 2e-4;

/** At which a candidate is compared with others: the order of their losses hardly changes after it. */
const comparedTolerance = 1e-3;

/** What a head is fitted with; chosen on rows that its fits had not seen. */
export interface ChosenPenalty {
  readonly l2: number;
  readonly embeddingFactor: number;
  readonly temperature: number;
  readonly head: LinearHead;
}

/** Penalties and how far they have been followed. */
interface Candidate {
  readonly l2: number;
  readonly embeddingFactor: number;
  readonly result?: FitResult | undefined;
}

/** How many fits the search of one head takes. */
export function countFits({ training }: ModelSpec, targets: Int32Array): number {
  const steps = rungs(training.l2.length * training.embeddingFactors.length, rungSizes(countLabelled(targets)));
  return steps.reduce((sum, { candidates }) => sum + candidates, 1);
}

/**
 * Successive halving (Jamieson & Talwalkar 2016): all candidates are fitted to a part of the rows, the better half by the
 * calibration rows goes on from its weights to twice as many rows, until all rows are in; the best is fitted to the end.
 * @param targets the head's class numbers of the problem's training rows, which come in no particular order
 */
export async function searchHead(
  problem: OpenProblem,
  head: number,
  targets: Int32Array,
  spec: ModelSpec,
  onFit: () => void,
): Promise<ChosenPenalty> {
  const follow = async (candidate: Candidate, rows: number, tolerance = comparedTolerance): Promise<Candidate> => {
    const result = await problem.fit(head, {
      ...spec.training,
      penalty: penaltyOf(candidate, spec.features),
      gradientTolerance: tolerance,
      start: candidate.result?.head.parameters,
      rows,
    });
    onFit();
    return { ...candidate, result };
  };
  const chains = candidateChains(spec);
  let candidates: Candidate[] = [];
  for (const { rows: size, candidates: count } of rungs(chains.flat().length, rungSizes(countLabelled(targets)))) {
    const rows = prefixWith(size, targets);
    candidates =
      candidates.length === 0
        ? (await Promise.all(chains.map((chain) => followChain(chain, (one) => follow(one, rows))))).flat()
        : await Promise.all(candidates.slice(0, count).map((one) => follow(one, rows)));
    candidates.sort((left, right) => judgementOf(left).loss - judgementOf(right).loss);
  }
  const best = await follow(candidates[0] as Candidate, targets.length, gradientTolerance);
  const { l2, embeddingFactor } = best;
  return { l2, embeddingFactor, temperature: judgementOf(best).temperature, head: (best.result as FitResult).head };
}

/** One chain a factor, from the strongest penalty to the weakest. */
function candidateChains({ training }: ModelSpec): Candidate[][] {
  const strengths = training.l2.toSorted((left, right) => right - left);
  return training.embeddingFactors.map((embeddingFactor) => strengths.map((l2) => ({ l2, embeddingFactor })));
}

/** Each candidate of a chain starts from the weights of the one before. */
async function followChain(
  chain: readonly Candidate[],
  follow: (candidate: Candidate) => Promise<Candidate>,
): Promise<Candidate[]> {
  const followed: Candidate[] = [];
  for (const candidate of chain) followed.push(await follow({ ...candidate, result: followed.at(-1)?.result }));
  return followed;
}

function judgementOf({ result }: Candidate): Judgement {
  return result?.judgement as Judgement;
}

function countLabelled(targets: Int32Array): number {
  return targets.reduce((count, target) => count + (target < 0 ? 0 : 1), 0);
}

/** So many of the first rows that `count` of them have a label. */
function prefixWith(count: number, targets: Int32Array): number {
  let found = 0;
  for (let row = 0; row < targets.length; row++) {
    if ((targets[row] as number) >= 0) found++;
    if (found === count) return row + 1;
  }
  return targets.length;
}
