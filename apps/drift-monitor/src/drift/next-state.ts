import type { Comparison, Verdict } from '@driftdesk/drift';
import type { Span, Windows } from '../observations/windows.js';
import type { DriftState } from './drift-state-store.js';

/** What an evaluation looked at. */
export interface Evaluated {
  readonly windows: Windows;
  /** Absent when there was too little to compare. */
  readonly comparison: Pick<Comparison, 'drifted'> | undefined;
  readonly feedbackDrifted: boolean;
  /** The first of the observations whose labels alarmed. */
  readonly feedbackSince?: number | undefined;
  /** The last of the labels that were judged for good. */
  readonly feedbackThrough?: number | undefined;
}

/** What is remembered after a verdict. `correlationId`: of a story that begins now. */
export function nextState(
  state: DriftState,
  { windows, comparison, feedbackDrifted, feedbackSince = Infinity, feedbackThrough }: Evaluated,
  verdict: Verdict,
  { correlationId }: { readonly correlationId: string },
): DriftState {
  const drifting = verdict.status === 'suspected' || verdict.status === 'drift';
  // Too few tickets say nothing: a suspicion stands.
  const goesOn = drifting || verdict.status === 'too_few';
  const begun = drifting ? { driftsAfter: Math.min(beginningOf(windows), feedbackSince) - 1, correlationId } : {};
  const last = windows.current.at(-1);
  return {
    version: state.version,
    evaluatedTo: comparison === undefined || last === undefined ? state.evaluatedTo : last.sequence,
    quiet: verdict.status === 'no_drift' && comparison !== undefined ? joined(state.quiet, windows) : state.quiet,
    verdict: verdict.state,
    // An alarm in the cooldown was told to nobody: its labels are judged again when the cooldown is over.
    feedbackThrough:
      (!feedbackDrifted || verdict.status === 'drift' ? feedbackThrough : undefined) ?? state.feedbackThrough,
    ...(goesOn ? { ...begun, ...known(state) } : {}),
  };
}

/** The quiet windows with the one that was just found to be quiet, while the reference has room. */
function joined(quiet: readonly Span[], { current, referenceFull }: Windows): readonly Span[] {
  const [first, last] = [current[0], current.at(-1)];
  if (referenceFull || first === undefined || last === undefined) return quiet;
  return [...quiet, { from: first.sequence, to: last.sequence }];
}

/** The first observation that may have drifted. */
function beginningOf({ reference, current }: Windows): number {
  return (current[0] ?? reference.at(-1))?.sequence ?? 1;
}

function known({ driftsAfter, correlationId }: DriftState): Partial<DriftState> {
  return {
    ...(driftsAfter === undefined ? {} : { driftsAfter }),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}
