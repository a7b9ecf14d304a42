import type { Ticket } from '@driftdesk/contracts';
import type { Database } from '@driftdesk/database';
import {
  AgentLabelReader,
  ConsentChangedHandler,
  DriftController,
  DriftReportStore,
  ExampleReader,
  ExclusionReader,
  FeedbackJudge,
  FollowUps,
  FreshLabelReader,
  LoopController,
  LoopHealth,
  ObservationPruner,
  ObservationReader,
  ObservationWindows,
  RequesterErasedHandler,
  RolloutStore,
  writeExamples,
} from '@driftdesk/drift-monitor';
import type { Effects } from '@driftdesk/messaging';
import type { INestApplicationContext } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { champion } from './open.js';
import { model, type Planted, plantedIds, version } from './plant.js';

/** Something that the monitor does, and how to have it done. */
export interface Ask {
  readonly name: string;
  readonly ask: (round: number) => Promise<unknown>;
}

const batch = 64;
const author = { id: 'agent 1', role: 'agent' } as const;

/** What is asked of a store; what reads the most comes last. */
export async function asksOf(
  parts: INestApplicationContext,
  database: Database,
  { observations, labels }: Planted,
): Promise<Ask[]> {
  const { sql } = database;
  const reader = parts.get(AgentLabelReader);
  const fresh = parts.get(FreshLabelReader);
  const of = { model, version, head: 'queue' };
  const write = async ({ write: run }: Effects) => database.transaction(async (tx) => run?.(tx));
  const state = { version, evaluatedTo: observations - 500, quiet: [], verdict: { drifted: 0 } };
  const sizes = { reference: 500, referenceMost: 2_000, current: 500 };
  await beginRollout(parts.get(RolloutStore), database, Math.floor(observations * 0.8));
  const label = (tickets: readonly string[], round: number) =>
    tickets.map((id) => ({
      ...{ ticket: ticketOf(id), group: id, labels: { queue: 'access', urgency: 'low' }, source: 'agent' as const },
      ...{ author, order: 1_000_000 + round, at: new Date().toISOString() },
    }));
  const unlabelled = (round: number) => plantedIds(observations - 1_000 * (round + 2) + 1, batch);
  return [
    { name: 'a look at the newest 1,000 labels', ask: () => reader.newest(of, 1_000) },
    { name: 'labels that may be learned, all', ask: () => fresh.read(model, 0) },
    { name: 'labels that may be learned, drifted stretch', ask: () => fresh.read(model, observations * 0.9) },
    {
      name: 'GET /v1/drift/labels-needed',
      ask: () => parts.get(DriftController).labels(input({ query: { limit: 20 } })),
    },
    { name: 'readiness of the loop', ask: () => parts.get(LoopHealth).check() },
    { name: 'GET /v1/rollouts', ask: () => parts.get(LoopController).list(input({ query: { limit: 20 } })) },
    { name: 'GET /v1/drift/summary', ask: () => parts.get(DriftController).summarise() },
    { name: 'feedback of an evaluation', ask: () => parts.get(FeedbackJudge).judge(model, champion, state, 0.25) },
    {
      name: 'windows of an evaluation',
      ask: async () => {
        parts.get(ObservationWindows).forget();
        return parts.get(ObservationWindows).of(model, version, state, sizes);
      },
    },
    { name: 'reports of the month', ask: () => parts.get(DriftReportStore).countOfMonth(model, new Date()) },
    { name: 'follow-ups', ask: () => parts.get(FollowUps).beginDue(model) },
    { name: 'newest observation', ask: () => parts.get(ObservationReader).newest(model) },
    { name: 'newest 50 observations', ask: () => parts.get(ObservationReader).newestOf(model, version, 50) },
    {
      name: `writing ${batch} labels of observed tickets`,
      ask: (round) => database.transaction((tx) => writeExamples(tx, label(unlabelled(round), round))),
    },
    {
      name: `writing ${batch} labels of tickets not observed yet`,
      ask: (round) =>
        database.transaction((tx) =>
          writeExamples(
            tx,
            label(
              Array.from({ length: batch }, () => uuidv7()),
              round,
            ),
          ),
        ),
    },
    {
      name: 'a consent that changes',
      ask: async (round) => write(await parts.get(ConsentChangedHandler).changed(input([consentEvent(round)]))),
    },
    {
      name: 'erasing a requester of 1,000 tickets',
      ask: async (round) =>
        write(await parts.get(RequesterErasedHandler).erase(input([erasure(plantedIds(1_000 * round + 1, 1_000))]))),
    },
    {
      name: 'pruning 1,000 old observations',
      ask: async (round) => {
        await sql.execute(
          `UPDATE monitor.observations SET observed_at = now() - interval '100 days'
           WHERE ticket_id = ANY($1::uuid[])`,
          plantedIds(Math.floor(observations / 2) + 1_000 * round, 1_000),
        );
        return parts.get(ObservationPruner).prune(model);
      },
    },
    { name: 'imports by label (training)', ask: () => parts.get(ExampleReader).countOriginals() },
    { name: 'exclusions of a snapshot (training)', ask: () => parts.get(ExclusionReader).now(new Set()) },
    { name: `${labels} labels by author (training)`, ask: () => fresh.excluded(model, 0) },
  ];
}

/** A rollout that has come to its end, so that a follow-up may be due. */
async function beginRollout(rollouts: RolloutStore, { sql }: Database, sinceSequence: number): Promise<void> {
  const id = uuidv7();
  const stations = { detected: new Date(0).toISOString(), labelled: new Date(0).toISOString() };
  const beginning = { id, model, correlationId: id, reportId: null, champion: 'v-1', sinceSequence, stations };
  await rollouts.begin(sql, beginning);
  await rollouts.change(sql, id, { status: 'kept', version, labelledThrough: 0 });
}

/** A request or events as far as the part looks at them. */
const input = <Expected>(given: unknown) => given as Expected;

const ticketOf = (id: string): Ticket => ({
  ...{ id, body: 'the printer jams', language: 'en', channel: 'api', submittedAt: new Date().toISOString() },
  ...{ requester: { id: 'ada', role: 'requester' }, consent: { externalProcessing: false, training: true } },
});

function erasure(ticketIds: readonly string[]) {
  const id = uuidv7();
  return { id, correlationId: id, payload: { erasureId: id, ticketIds } };
}

function consentEvent(round: number) {
  const [ticketId] = plantedIds(500_000 + round, 1);
  const payload = { ticketId, consent: { training: false, externalProcessing: false }, author };
  return { id: uuidv7(), occurredAt: new Date().toISOString(), payload };
}
