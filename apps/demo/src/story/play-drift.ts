import { driftReportSchema, type Rollout } from '@driftdesk/contracts';
import { succeeded } from '@driftdesk/desk-client';
import { DemoProblem } from '../demo-problem.js';
import { createLabeller } from '../stream/labeller.js';
import { createTally, type Tally } from '../stream/tally.js';
import { ticketStreams, type TicketStreams } from '../stream/ticket-stream.js';
import { planLines } from './plan.js';
import { lookOn, playUntil, type Scene, type Stage, waitUntil } from './stage.js';

/** Rollouts that may be needed: each learns twice the labels of the one before. */
const mostAttempts = 3;

/** Tickets of the unseen topic that the new version is shown. */
const shown = 20;

interface Playing extends TicketStreams {
  readonly tally: Tally;
  readonly labels: Scene['labels'];
}

/**
 * The loop from an unseen topic to a better version: ordinary tickets until the desk has something to compare with, then
 * every other one about the topic, until a version serves that knows it. @returns the rollout, which is watched then
 */
export async function playDrift(stage: Stage, labelShare: number): Promise<Rollout> {
  const { model, tell } = stage;
  const playing = {
    ...ticketStreams(model),
    tally: createTally(model.unseen.head),
    labels: createLabeller(labelShare),
  };
  const { loop, rollout } = await lookOn(stage);
  if (rollout === undefined) {
    const reference = await readReference(stage);
    for (const line of planLines(loop.rules, reference, labelShare)) tell('plan', line);
    await playOrdinary(stage, playing, reference);
  } else {
    tell('plan', 'A rollout is under way already; the demo goes on from there.');
  }
  await addTopic(stage, labelShare);
  await playUntilDrift(stage, playing);
  return showServing(stage, playing, await playUntilPromoted(stage, playing, labelShare));
}

/** How many of the champion's first tickets the desk has. */
async function readReference({ desk, model }: Stage): Promise<number> {
  const reply = await desk.call('POST', '/v1/drift/evaluations', { model: model.name });
  return driftReportSchema.parse(succeeded(reply)).reference.tickets;
}

async function playOrdinary(stage: Stage, playing: Playing, before: number): Promise<void> {
  const { rules } = (await lookOn(stage)).loop;
  stage.tell('stream', 'Ordinary tickets: first the reference, then a window to compare with it.');
  const quarter = (tickets: number) => Math.floor((4 * tickets) / rules.reference);
  let have = before;
  const onAnswered = () => {
    have++;
    if (have <= rules.reference && quarter(have) > quarter(have - 1)) {
      stage.tell('reference', `${have} of ${rules.reference} tickets.`);
    }
  };
  await playUntil(stage, {
    tickets: playing.ordinary,
    most: Math.max(0, rules.reference - before) + 2 * rules.window,
    labels: playing.labels,
    onAnswered,
    until: ({ reports, rollout }) =>
      rollout !== undefined || reports.some(({ trigger, tests }) => trigger !== 'request' && tests.length > 0),
    otherwise: () => `The desk has compared nothing after ${have} tickets; its log may say why.`,
  });
}

/** Agents need a queue to put the new tickets into. */
async function addTopic({ desk, model, tell }: Stage, labelShare: number): Promise<void> {
  const { head, label } = model.unseen;
  const reply = await desk.call('POST', `/v1/models/${model.name}/labels`, { head, label });
  // Somebody may have registered it before.
  if (reply.status !== 409) succeeded(reply);
  tell('stream', `From now on every other ticket is about a topic that no version has seen.`);
  tell(
    'stream',
    `Agents label ${(100 * labelShare).toFixed(0)} % of all, with the new ${head} "${label}" where it fits.`,
  );
}

async function playUntilDrift(stage: Stage, { drifted, labels, tally }: Playing): Promise<void> {
  const { rules } = (await lookOn(stage)).loop;
  await playUntil(stage, {
    tickets: drifted,
    most: 5 * rules.window,
    labels,
    onAnswered: (ticket, view) => tally.add(ticket, view),
    until: ({ rollout }) => rollout !== undefined,
    otherwise: ({ reports }) =>
      `The desk saw no drift in ${5 * rules.window} tickets. ${reports.at(-1)?.summary ?? ''}`,
  });
}

async function playUntilLabelled(stage: Stage, { drifted, labels, tally }: Playing, share: number): Promise<void> {
  const { rules } = (await lookOn(stage)).loop;
  await playUntil(stage, {
    tickets: drifted,
    // It may wait for four times the first labels.
    most: Math.ceil((5 * rules.labels) / share),
    labels,
    onAnswered: (ticket, view) => tally.add(ticket, view),
    until: ({ rollout }) => rollout?.status !== 'waiting_labels',
    otherwise: ({ rollout }) =>
      `The loop has ${rollout?.labels?.have} of ${rollout?.labels?.need} labels, although more were given. ${rollout?.labels?.withheld ?? ''}`.trim(),
  });
}

/** A version that is rejected for want of proof is followed by one that has learned twice the labels. */
async function playUntilPromoted(stage: Stage, playing: Playing, share: number): Promise<Rollout> {
  for (let attempt = 1; ; attempt++) {
    await playUntilLabelled(stage, playing, share);
    const { rollout } = await waitUntil(
      stage,
      (now) => isPromoted(now.rollout) || (now.rollout?.status === 'rejected' && attempt < mostAttempts),
    );
    if (rollout === undefined || isPromoted(rollout)) return rollout as Rollout;
    stage.tell('rejected', `${rollout.version}: ${rollout.reason} The next try is due with twice the labels.`);
    await playUntilNext(stage, playing, share, rollout);
  }
}

const isPromoted = (rollout: Rollout | undefined) => rollout?.stations.promoted !== undefined;

async function playUntilNext(stage: Stage, { drifted, labels, tally }: Playing, share: number, rejected: Rollout) {
  const most = 2 ** mostAttempts * (await lookOn(stage, undefined, true)).loop.rules.labels;
  await playUntil(stage, {
    tickets: drifted,
    most: Math.ceil((2 * most) / share),
    labels,
    again: true,
    onAnswered: (ticket, view) => tally.add(ticket, view),
    until: ({ rollout }) => rollout?.id !== rejected.id,
    otherwise: () => `No rollout followed the rejected one, ${rejected.id}, although labels were given.`,
  });
}

/** Nobody labels these: the watch has only begun. */
async function showServing(stage: Stage, { drifted, tally }: Playing, { version = '', champion }: Rollout) {
  const { rollout, loop } = await playUntil(stage, {
    tickets: drifted,
    most: 10 * shown,
    labels: () => undefined,
    onAnswered: (ticket, view) => tally.add(ticket, view),
    until: (now) => now.rollout?.stations.serving !== undefined && tally.of(version).tickets >= shown,
    otherwise: () => `${version} is promoted and does not serve; GET /health/ready says why.`,
  });
  const { label } = stage.model.unseen;
  const [now, before] = [tally.of(version), tally.of(champion)];
  stage.tell('topic', `${version} puts ${now.right} of ${now.tickets} such tickets into "${label}".`);
  stage.tell('topic', `${champion} put ${before.right} of ${before.tickets} there.`);
  const { watchLabels, watchHours } = loop.rules;
  const end = `${watchLabels} labelled tickets or ${watchHours} hours`;
  stage.tell('watch', `${version} is watched for ${end}. npm run demo -- regression shows how one is rolled back.`);
  if (rollout === undefined) throw new DemoProblem('The rollout is gone.');
  return rollout;
}
