import type { Rollout } from '@driftdesk/contracts';
import { createDeskClient, type DeskClient, succeeded, readKey } from '@driftdesk/desk-client';
import { listReports, listRollouts } from './desk/situation.js';
import { DemoProblem } from './demo-problem.js';
import type { DemoOptions } from './options.js';
import { createTeller } from './story/line.js';
import { createObserver } from './story/observer.js';
import { playDrift } from './story/play-drift.js';
import { playRegression } from './story/play-regression.js';
import type { Stage } from './story/stage.js';
import { type DemoModel, findDemoModel } from './stream/demo-model.js';

const open: readonly Rollout['status'][] = ['waiting_labels', 'training', 'validating', 'proposed', 'promoting'];

/** Plays a scenario into a running desk. @throws DemoProblem, DeskProblem; the signal's reason when it is aborted */
export async function runDemo({ scenario, url, keyFile, labelShare }: DemoOptions, signal: AbortSignal): Promise<void> {
  const desk = createDeskClient(url, { signal, key: await readKey(keyFile) });
  const tell = createTeller(process.stdout);
  const { model, champion } = await findModel(desk);
  tell('desk', `${url}, model ${model.name}: ${champion} serves.`);
  const rollouts = await listRollouts(desk, model.name);
  const mine = (status: Rollout['status']) =>
    open.includes(status) || (scenario === 'regression' && status === 'watching');
  const known = new Set(
    [...(await listReports(desk)), ...rollouts.filter(({ status }) => !mine(status))].map(({ id }) => id),
  );
  const stage: Stage = { desk, model, tell, signal, observer: createObserver(desk, model.name, known, tell) };
  const watched = rollouts.find(({ status }) => scenario === 'regression' && status === 'watching');
  if (watched === undefined) await requireUnseen(desk, model, champion);
  else await stage.observer.begin();
  const rollout = watched ?? (await playDrift(stage, labelShare));
  if (scenario === 'regression') await playRegression(stage, rollout);
}

async function findModel(desk: DeskClient): Promise<{ model: DemoModel; champion: string }> {
  const { items } = succeeded(await desk.call('GET', '/v1/models')) as {
    items: { name: string; champion: string | null }[];
  };
  const model = await findDemoModel(items.map(({ name }) => name));
  const champion = items.find(({ name }) => name === model?.name)?.champion;
  if (model !== undefined && typeof champion === 'string') return { model, champion };
  throw new DemoProblem(
    'The desk serves no model that comes with demo tickets. A first start with DEMO_DATA=true trains one.',
  );
}

/** @throws DemoProblem when the champion knows the topic already */
async function requireUnseen(desk: DeskClient, { name, unseen }: DemoModel, champion: string): Promise<void> {
  const reply = await desk.call('GET', `/v1/models/${name}/labels`);
  const { heads } = succeeded(reply) as { heads: { name: string; labels: { label: string; learned: boolean }[] }[] };
  const labels = heads.find((head) => head.name === unseen.head)?.labels ?? [];
  if (!labels.some(({ label, learned }) => label === unseen.label && learned)) return;
  throw new DemoProblem(
    `${champion} has learned "${unseen.label}" already, so nothing drifts. Start a desk with a fresh DRIFTDESK_HOME.`,
  );
}
