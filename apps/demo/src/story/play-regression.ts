import { setTimeout as pause } from 'node:timers/promises';
import { pageOf, type Rollout, ticketSummarySchema, type TicketView, ticketViewSchema } from '@driftdesk/contracts';
import { succeeded } from '@driftdesk/desk-client';
import { DemoProblem } from '../demo-problem.js';
import type { DemoTicket } from '../stream/ticket-stream.js';
import { lookOn, lookMs, playUntil, type Stage } from './stage.js';

/** After a rollback it takes a moment until the version before is loaded. */
const mostLooks = 30;

const page = pageOf(ticketSummarySchema.pick({ id: true }));

/**
 * A promoted version turns bad live: the people who took the topic's tickets are gone, and agents send such tickets to where the
 * version before put them. What it had right is wrong now, and the watch goes back by itself.
 */
export async function playRegression(stage: Stage, { champion, version = '' }: Rollout): Promise<void> {
  const { model, tell, signal } = stage;
  const { loop } = await lookOn(stage);
  tell('watch', `${version} is watched; the version before is ${champion}.`);
  const tickets = await contradictions(stage, champion, loop.rules.watchLabels);
  tell('stream', `The "${model.unseen.label}" team is dissolved: its tickets go to where ${champion} put them.`);
  tell('stream', `${tickets.length} of those tickets come again, and agents correct ${version} on each.`);
  const { rollout } = await playUntil(stage, {
    tickets: tickets.values(),
    most: tickets.length,
    labels: ({ labels }) => labels,
    onAnswered: () => undefined,
    until: (now) => now.rollout?.status === 'rolled_back',
    otherwise: (now) =>
      `${version} is not rolled back: the rollout is ${now.rollout?.status}. ${now.rollout?.reason ?? ''}`,
  });
  tell('rollback', rollout?.reason ?? '');
  for (let looks = 0; (await loadedVersion(stage)) !== champion; looks++) {
    if (looks === mostLooks) throw new DemoProblem(`${champion} does not serve again; GET /health/ready says why.`);
    await pause(lookMs, undefined, { signal });
  }
  tell('serving', `${champion} serves again; nobody did anything.`);
}

/** Tickets that agents put under the new label against the version before, with the label that it gave them. */
async function contradictions({ desk, model }: Stage, champion: string, most: number): Promise<DemoTicket[]> {
  const { head, label } = model.unseen;
  const { items } = page.parse(succeeded(await desk.call('GET', `/v1/tickets?${head}=${label}&limit=200`)));
  const tickets: DemoTicket[] = [];
  for (const { id } of items) {
    const view = ticketViewSchema.parse(succeeded(await desk.call('GET', `/v1/tickets/${id}`)));
    const said = view[head as 'queue' | 'urgency'];
    if (view.model?.version === champion && said !== undefined && said.label !== label) {
      tickets.push({ ...textOf(view), labels: { [head]: said.label }, unseen: true });
    }
    if (tickets.length === most) return tickets;
  }
  if (tickets.length > 0) return tickets;
  throw new DemoProblem(`There are no tickets that ${champion} had put elsewhere than into "${label}".`);
}

function textOf({ subject, body, language }: TicketView) {
  return { ...(subject === undefined ? {} : { subject }), body, language };
}

async function loadedVersion({ desk, model }: Stage): Promise<string | null> {
  return (succeeded(await desk.call('GET', `/v1/models/${model.name}`)) as { loaded: string | null }).loaded;
}
