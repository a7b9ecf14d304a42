import { FeedbackJudge, type FeedbackTask, findErrorRise, type LoopRules } from '@driftdesk/drift-monitor';
import { planFalseAlarms } from '@driftdesk/drift';
import type { StreamLabel } from './streams.js';

/** Labels after which the product looks. */
const labelsPerLook = 10;
const monthMs = 30 * 24 * 3_600_000;
const hoursOfMonth = 720;

/** The product's judge over labels in memory, with the budget that the rules leave it. */
export function judgeOf(rules: LoopRules) {
  const evaluations = hoursOfMonth / rules.evaluationHours;
  const plan = planFalseAlarms({ falseAlarms: rules.falseAlarms, evaluations, windowsInARow: 2 });
  return { rules, falseAlarms: plan.feedbackFalseAlarms };
}

type Judge = ReturnType<typeof judgeOf>;
type Parts = ConstructorParameters<typeof FeedbackJudge>;
type Asked = Parameters<FeedbackJudge['judge']>;

const champion = {
  reference: { version: 'v-1' },
  card: { heads: [{ name: 'queue', abstains: true }] },
} as unknown as Asked[1];

/**
 * Labels come one by one, and the product looks after every tenth. Like the product it goes on after each alarm with the
 * labels that follow. @returns of each alarm, after how many labels it came
 */
export async function play(
  { rules, falseAlarms }: Judge,
  stream: readonly StreamLabel[],
  ticketsPerMonth: number,
  until: (labels: number) => boolean = () => false,
): Promise<number[]> {
  const timeOf = ({ at }: StreamLabel) => new Date((at / ticketsPerMonth) * monthMs);
  const labels = stream.map((label) => ({ ...label, labelledAt: timeOf(label) }));
  let given = 0;
  const reader = {
    first: async ({ after = 0 }: { after?: number }, limit: number) =>
      labels.slice(after, Math.min(given, after + limit)),
    othersThan: async () => true,
  };
  const observations = {
    countBlind: async ({ after, to }: { after: number; to: number }) =>
      labels.filter(({ blind, observed }) => blind && observed > after && observed <= to).length,
  };
  const [labelReader, observationReader] = [reader, observations] as unknown as [Parts[0], Parts[1]];
  const analysis = { feedback: async (task: FeedbackTask) => findErrorRise(task) };
  const judge = new FeedbackJudge(
    labelReader,
    observationReader,
    analysis as unknown as Parts[2],
    () => labels[given - 1]?.labelledAt ?? new Date(0),
    { rules } as unknown as Parts[4],
  );
  const alarms: number[] = [];
  let feedbackThrough: number | undefined;
  for (given = labelsPerLook; given <= labels.length; given += labelsPerLook) {
    const state = { version: 'v-1', feedbackThrough } as Asked[2];
    const found = await judge.judge('triage', champion, state, falseAlarms);
    feedbackThrough = found.feedbackThrough ?? feedbackThrough;
    if (found.feedback?.drifted !== true) continue;
    alarms.push(given);
    if (until(given)) break;
  }
  return alarms;
}
