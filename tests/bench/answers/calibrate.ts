import {
  answerabilityFeatureNames,
  type AnswerabilityFeatures,
  createPassageStems,
  isRouted,
  readFeatures,
  ticketStems,
} from '@driftdesk/llm';
import { groupBy, logisticRegression, placeRows } from '@driftdesk/ml';
import type { Passage } from '@driftdesk/contracts';
import { articleKey } from './articles.js';
import { headsOf, type Reply } from './ask.js';

/** Penalty of the fit over standardised features; from 2 to 8 nothing changes but the third digit. */
const l2 = 4;
/** Share of the unanswerable questions that may be answered. */
const toleratedShare = 0.05;
const thresholdStep = 0.01;

/** A question and one of the documents that were found for it. */
interface Pair {
  readonly reply: Reply;
  /** In the order of `answerabilityFeatureNames`. */
  readonly features: readonly number[];
  readonly answers: boolean;
}

/** What libs/llm/src/answerability/weights.ts should say, as the replies have it. */
export interface Calibration {
  readonly weights: Readonly<Record<'intercept' | keyof AnswerabilityFeatures, number>>;
  readonly minimumConfidence: number;
  /** The same for tickets that the classifier does not route: none of them may be answered. */
  readonly leastConfidenceAlone: number;
}

/** Fits the probability that a document answers a question, and finds the threshold from which on to answer. */
export function calibrate(replies: readonly Reply[], paths: ReadonlyMap<string, string>): Calibration {
  const pairs = replies.flatMap((reply) => pairsOf(reply, paths));
  const weights = fit(pairs);
  return {
    weights,
    minimumConfidence: leastConfidence(replies, pairs, weights, { routed: true, tolerated: toleratedShare }),
    leastConfidenceAlone: leastConfidence(replies, pairs, weights, { routed: false, tolerated: 0 }),
  };
}

function pairsOf(reply: Reply, paths: ReadonlyMap<string, string>): Pair[] {
  const { ticket, question } = reply;
  const stemsOf = createPassageStems();
  const documents = groupBy(ticket.passages, ({ documentId }) => documentId);
  const { abstained, outOfScope } = ticket;
  const subject = { ticket, classification: { heads: headsOf(ticket), abstained, outOfScope } };
  const stems = ticketStems(ticket);
  return [...documents.values()].map((passages) => {
    const features = readFeatures({ ...subject, stems }, passages, stemsOf);
    const { language, title } = passages[0] as Passage;
    return {
      reply,
      features: answerabilityFeatureNames.map((name) => features[name]),
      answers: question.answers.includes(paths.get(articleKey(language, title)) ?? ''),
    };
  });
}

function fit(pairs: readonly Pair[]): Calibration['weights'] {
  const width = answerabilityFeatureNames.length;
  const mean = (of: (pair: Pair) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const means = answerabilityFeatureNames.map((_, f) => mean(({ features }) => features[f] ?? 0));
  const spreads = means.map((m, f) => Math.sqrt(mean(({ features }) => ((features[f] ?? 0) - m) ** 2)) || 1);
  const matrix = {
    rows: pairs.length,
    width,
    offsets: Int32Array.from({ length: pairs.length + 1 }, (_, row) => row * width),
    columns: Int32Array.from({ length: pairs.length * width }, (_, at) => at % width),
    values: Float32Array.from(
      pairs.flatMap(({ features }) => features.map((value, f) => (value - (means[f] ?? 0)) / (spreads[f] ?? 1))),
    ),
  };
  const targets = Int32Array.from(pairs, ({ answers }) => Number(answers));
  const options = { penalty: { l2 }, maxIterations: 500, history: 10, gradientTolerance: 1e-7 };
  const { parameters } = logisticRegression(placeRows(matrix), targets, 2).fit(options).head;
  const stride = parameters.length / (width + 1);
  // Two classes share what one score would say: the difference is the score.
  const score = (row: number) => (parameters[row * stride + 1] ?? 0) - (parameters[row * stride] ?? 0);
  const raw = means.map((_, f) => score(f) / (spreads[f] ?? 1));
  const intercept = score(width) - raw.reduce((sum, weight, f) => sum + weight * (means[f] ?? 0), 0);
  const [similarity = 0, sharedWords = 0, queue = 0, foreign = 0] = raw;
  return { intercept, similarity, sharedWords, queue, foreign };
}

/** The lowest step at which no language has more than the tolerated share of its unanswerable questions answered. */
function leastConfidence(
  replies: readonly Reply[],
  pairs: readonly Pair[],
  { intercept, ...weights }: Calibration['weights'],
  { routed, tolerated }: { readonly routed: boolean; readonly tolerated: number },
): number {
  const confidence = ({ features }: Pair) => {
    const score = answerabilityFeatureNames.reduce(
      (sum, name, f) => sum + weights[name] * (features[f] ?? 0),
      intercept,
    );
    return 1 / (1 + Math.exp(-score));
  };
  const unanswerable = replies.filter(({ question }) => question.answers.length === 0);
  const languages = groupBy(unanswerable, ({ question }) => question.language);
  const isAnswered = (reply: Reply, threshold: number) =>
    isRouted(reply.ticket) === routed && pairs.some((pair) => pair.reply === reply && confidence(pair) >= threshold);
  for (let step = 1; step * thresholdStep < 1; step++) {
    const threshold = Number((step * thresholdStep).toFixed(2));
    const within = [...languages.values()].every(
      (those) => those.filter((reply) => isAnswered(reply, threshold)).length <= tolerated * those.length,
    );
    if (within) return threshold;
  }
  return 1;
}
