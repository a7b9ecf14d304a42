import type { Card, Gate, GateResult, ModelSpec, TrainingEvaluation } from '@driftdesk/contracts';
import { exactMcNemar, pairedBootstrap, wilsonLowerBound } from '@driftdesk/ml';
import { countText } from '../report/numbers.js';

/** What the gates look at. */
export interface Evidence {
  readonly card: Card;
  readonly evaluation: TrainingEvaluation;
}

type Row = TrainingEvaluation['rows'][number];

interface Finding {
  readonly passed: boolean;
  readonly sentence: string;
}

/** Makes every gate of a model's spec on what a training found; the same evidence gives the same results. */
export function evaluateGates({ gates = [], training }: ModelSpec, evidence: Evidence): GateResult[] {
  return gates.map((gate) => ({ gate, ...evaluateGate(gate, evidence, training.seed) }));
}

function evaluateGate(gate: Gate, evidence: Evidence, seed: number): Finding {
  switch (gate.kind) {
    case 'floor':
      return atLeast(
        `${gate.head}: macro-F1 on the holdout`,
        headOf(evidence.card, gate.head).metrics.macroF1,
        gate.macroF1,
      );
    case 'better':
      return better(gate, evidence.evaluation, seed);
    case 'recall':
      return keptRecall(gate, evidence.evaluation);
    case 'right-answers':
      return keptRightAnswers(gate, evidence.evaluation);
    case 'new-labels':
      return learnedNewLabels(gate, evidence.evaluation);
    case 'calibration':
      return atMost(
        `${gate.head}: calibration error on the holdout`,
        headOf(evidence.card, gate.head).metrics.ece,
        gate.ece,
      );
    case 'latency':
      return atMost('milliseconds a row', evidence.evaluation.latencyMs.candidate, gate.milliseconds);
    case 'size':
      return atMost('megabytes of the model', evidence.evaluation.modelBytes.candidate / 1e6, gate.megabytes);
    case 'parity':
      return atMost('difference of graph and trainer', evidence.card.parity.largestDifference, gate.difference);
  }
}

function better(gate: Gate & { kind: 'better' }, evaluation: TrainingEvaluation, seed: number): Finding {
  if (evaluation.champion === null)
    return { passed: true, sentence: `${gate.head}: there is no champion to compare with.` };
  const rows = rowsOf(evaluation, gate);
  const where = gate.part === 'slice' ? 'drifted rows' : 'rows of the holdout';
  if (rows.length === 0) {
    // A stream that drifted must show that the new version is better on it; a holdout may lack a head's labels.
    return { passed: gate.part === 'holdout', sentence: `${gate.head}: there are no labelled ${where}.` };
  }
  const accuracy = pairedBootstrap(gains(rows, gate.head), seed);
  const brier = gate.by === 'brier' ? brierGains(rows, gate.head) : undefined;
  const found = `${gate.head}: accuracy on ${rows.length} ${where} changes by ${points(accuracy.mean)}`;
  const asked = `asked for: above ${points(gate.margin)}`;
  if (brier === undefined) {
    const sentence = `${found}, lower 95 % bound ${points(accuracy.lower)}; ${asked}.`;
    return { passed: accuracy.lower > gate.margin, sentence };
  }
  const { mean, lower } = pairedBootstrap(brier, seed);
  return {
    passed: lower > gate.margin && accuracy.mean >= gate.margin,
    sentence: `${found}, the Brier score gains ${points(mean)}, lower 95 % bound ${points(lower)}; ${asked}, and the accuracy ${points(gate.margin)} or more.`,
  };
}

/** The labelled rows that a gate is about. */
function rowsOf(evaluation: TrainingEvaluation, { head, part }: Gate & { part: Row['part']; head: string }): Row[] {
  return labelledRows(evaluation, head).filter(part === 'slice' ? unseenDrifted(evaluation) : inHoldout);
}

const inHoldout = ({ part }: Row) => part === 'holdout';

/** Drifted rows that neither version learned: the slice, and those of a permanent holdout. */
function unseenDrifted({ holdout }: TrainingEvaluation): (row: Row) => boolean {
  return ({ part, drifted }) => part === 'slice' || (holdout === 'permanent' && drifted === true);
}

/** A two-sided 95 % interval leaves so much beyond each of its bounds. */
const beyondBound = 0.025;

/**
 * The paired upper bound of a label's recall is the exact one: below 0 when McNemar's one-sided test says so. Versions differ
 * on a handful of a label's rows, and a bootstrap's interval of so few is too narrow: with eight labels to judge it rejected
 * one in six equal versions, and the exact bound one in fifteen (ADR 0046).
 */
function keptRecall(gate: Gate & { kind: 'recall' }, evaluation: TrainingEvaluation): Finding {
  if (evaluation.champion === null)
    return { passed: true, sentence: `${gate.head}: there is no champion to compare with.` };
  const known = new Set(evaluation.heads.find(({ name }) => name === gate.head)?.championLabels);
  const judged = [...byLabel(evaluation, gate.head)].filter(
    ([label, rows]) => known.has(label) && rows.length >= gate.minimumRows,
  );
  const lost = judged
    .map(([label, rows]) => ({ label, rows: rows.length, ...changeOf(gains(rows, gate.head)) }))
    .filter(({ mean, p }) => mean < -gate.mostLost && p < beyondBound);
  if (lost.length === 0) {
    return {
      passed: true,
      sentence: `${gate.head}: none of ${countText(judged.length, 'label')} with ${countText(gate.minimumRows, 'row')} loses recall.`,
    };
  }
  const named = lost
    .map(({ label, rows, mean }) => `${label} by ${points(mean)} on ${countText(rows, 'row')}`)
    .join(', ');
  return {
    passed: false,
    sentence: `${gate.head}: recall falls: ${named}; asked for: at most ${points(gate.mostLost)} lost.`,
  };
}

/**
 * A candidate that hedges says the same labels with less confidence: accuracy and recall stay, and the Brier score may gain
 * where labels contradict each other, while people get the tickets that the champion answered. So what counts is what is
 * answered and right: a wrong answer that is withheld loses nothing, a right one does.
 */
function keptRightAnswers(gate: Gate & { kind: 'right-answers' }, evaluation: TrainingEvaluation): Finding {
  if (evaluation.champion === null)
    return { passed: true, sentence: `${gate.head}: there is no champion to compare with.` };
  const head = evaluation.heads.find(({ name }) => name === gate.head);
  const [ofCandidate = 0, ofChampion = 0] = [head?.candidateThreshold, head?.championThreshold];
  const rows = rowsOf(evaluation, gate);
  const where = gate.part === 'slice' ? 'drifted rows' : 'rows of the holdout';
  if (rows.length === 0) return { passed: true, sentence: `${gate.head}: there are no labelled ${where}.` };
  const answers = (predictions: Row['champion'], row: Row, threshold: number) =>
    (predictions?.[gate.head]?.confidence ?? 0) >= threshold ? rightBy(predictions, row, gate.head) : 0;
  const changes = rows.map((row) => answers(row.candidate, row, ofCandidate) - answers(row.champion, row, ofChampion));
  const { mean, p } = changeOf(changes);
  const sentence = `${gate.head}: right answers on ${rows.length} ${where} change by ${points(mean)} (p = ${short(p)}); asked for: at most ${points(gate.mostLost)} lost.`;
  return { passed: mean >= -gate.mostLost || p >= beyondBound, sentence };
}

function learnedNewLabels(gate: Gate & { kind: 'new-labels' }, evaluation: TrainingEvaluation): Finding {
  const head = evaluation.heads.find(({ name }) => name === gate.head);
  const known = new Set(evaluation.champion === null ? head?.candidateLabels : head?.championLabels);
  const fresh = (head?.candidateLabels ?? []).filter((label) => !known.has(label));
  const rowsByLabel = byLabel(evaluation, gate.head);
  const judged = fresh
    .map((label) => ({ label, rows: rowsByLabel.get(label) ?? [] }))
    .filter(({ rows }) => rows.length >= gate.minimumRows)
    .map(({ label, rows }) => {
      const right = rows.filter((row) => rightBy(row.candidate, row, gate.head)).length;
      return { label, rows: rows.length, right, lower: wilsonLowerBound(right, rows.length) };
    });
  const missed = judged.filter(({ lower }) => lower < gate.recall);
  const told = (missed.length > 0 ? missed : judged)
    .map(({ label, rows, right, lower }) => `${label} ${right} of ${rows}, lower 95 % bound ${lower.toFixed(2)}`)
    .join('; ');
  const sentence = `${gate.head}: ${countText(fresh.length, 'new label')}${told === '' ? '' : `; found: ${told}`}; asked for: ${gate.recall}.`;
  return { passed: missed.length === 0, sentence };
}

/** Only what people said counts, and the examples that the model came with. */
function labelledRows({ rows }: TrainingEvaluation, head: string): Row[] {
  return rows.filter(({ labels }) => labels[head] !== undefined);
}

function byLabel(evaluation: TrainingEvaluation, head: string): Map<string, Row[]> {
  const rows = new Map<string, Row[]>();
  for (const row of labelledRows(evaluation, head)) {
    const label = row.labels[head] as string;
    rows.set(label, [...(rows.get(label) ?? []), row]);
  }
  return rows;
}

/** 1 where only the candidate is right, -1 where only the champion is, 0 where they are alike. */
function gains(rows: readonly Row[], head: string): number[] {
  return rows.map((row) => rightBy(row.candidate, row, head) - rightBy(row.champion, row, head));
}

/** Their mean, and the chance of at least so many losses among the rows that differ when neither version is better. */
function changeOf(differences: readonly number[]): { mean: number; p: number } {
  const won = differences.filter((difference) => difference > 0).length;
  const lost = differences.filter((difference) => difference < 0).length;
  return { mean: (won - lost) / differences.length, p: exactMcNemar(lost, won) };
}

/** By how much the candidate's Brier score is better, a row; nothing when a row lacks one. */
function brierGains(rows: readonly Row[], head: string): number[] | undefined {
  const pairs = rows.map(({ candidate, champion }) => [champion?.[head]?.brier, candidate[head]?.brier] as const);
  const whole = pairs.filter((pair): pair is readonly [number, number] => !pair.includes(undefined));
  return whole.length < rows.length ? undefined : whole.map(([champion, candidate]) => champion - candidate);
}

function rightBy(predictions: Row['candidate'] | null, { labels }: Row, head: string): 0 | 1 {
  return predictions?.[head]?.label === labels[head] ? 1 : 0;
}

function headOf(card: Card, name: string): Card['heads'][number] {
  const head = card.heads.find((candidate) => candidate.name === name);
  if (head === undefined) throw new TypeError(`The model spec has a gate on head "${name}", which the version lacks.`);
  return head;
}

function atLeast(what: string, value: number, limit: number): Finding {
  return { passed: value >= limit, sentence: `${what}: ${short(value)}; asked for: at least ${limit}.` };
}

function atMost(what: string, value: number, limit: number): Finding {
  return { passed: value <= limit, sentence: `${what}: ${short(value)}; asked for: at most ${limit}.` };
}

const short = (value: number) => String(Number(value.toPrecision(3)));
const points = (share: number) => `${(100 * share).toFixed(1)} points`;
