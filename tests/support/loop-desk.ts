import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rollout } from '@driftdesk/contracts';
import { eventually } from './eventually.js';
import { runImport } from './importer.js';
import { type PreparedDesk, preparedDesk } from './prepared-desk.js';
import { solvedTickets, toCsv } from './solved-tickets.js';

/** Small windows and few labels: a loop in seconds. */
export const smallLoop = {
  DRIFT_REFERENCE: '60',
  DRIFT_WINDOW: '60',
  DRIFT_MINIMUM_WINDOW: '30',
  LOOP_LABELS: '40',
  WATCH_LABELS: '20',
} as const;

/** What somebody writes and, when it is labelled, what an agent says of it. */
export interface PlayedTicket {
  readonly subject?: string;
  readonly body: string;
  readonly labels?: Record<string, string>;
}

/** A desk whose champion knows the queues payroll and facilities, and was trained on 300 imported tickets. */
export async function loopDesk(environment: Record<string, string> = {}): Promise<PreparedDesk> {
  const desk = await preparedDesk({ environment: { ...smallLoop, ...environment } });
  const file = join(desk.home, 'solved.csv');
  await writeFile(file, toCsv(solvedTickets(300)));
  const columns = ['--text', 'title,text', '--queue', 'team', '--urgency', 'priority', '--id', 'id'];
  const ending = await runImport(['tickets', '--file', file, '--url', desk.url, ...columns, '--train', '--promote']);
  if (ending.code !== 0) throw new Error(`The import ended with ${ending.code}: ${ending.errors}`);
  return desk;
}

const usual = solvedTickets(300 + 2_048).slice(300);

/** Tickets like those that the champion was trained on, in an order without a pattern: it is drift when one ends. */
export function usualTickets(from: number, count: number): PlayedTicket[] {
  return Array.from({ length: count }, (_, at) => {
    const { title, text, team, priority } = usual[((from + at) * 397) % usual.length] as (typeof usual)[number];
    return { subject: title, body: text, labels: { queue: team, urgency: priority } };
  });
}

const things = ['projector', 'video bar', 'booking panel', 'conference phone', 'whiteboard camera', 'wireless screen'];
const faults = [
  'shows no picture from any laptop',
  'drops the remote participants',
  'says the room is taken though nobody is inside',
  'hums so that callers hear nothing else',
  'ignores the remote control',
];
const pleas = [
  'guests wait outside',
  'we moved to the corridor',
  'the workshop begins at noon',
  'a new cable did not help',
];

/** Tickets about what the champion has never seen: meeting rooms. No text twice. */
export function roomTickets(from: number, count: number, queue = 'meeting-rooms'): PlayedTicket[] {
  return Array.from({ length: count }, (_, at) => {
    const n = from + at;
    const thing = things[n % 6] as string;
    const urgent = n % 2 === 0;
    return {
      subject: `Meeting room ${100 + n}: ${thing}`,
      body: `The ${thing} in meeting room ${100 + n} ${faults[n % 5]}; ${pleas[(n >> 2) % 4]}.`,
      labels: { queue, urgency: urgent ? 'high' : 'low' },
    };
  });
}

/** Submits tickets, a few at once, and labels them as an agent would. @returns their ids, in order */
export async function play(desk: PreparedDesk, tickets: readonly PlayedTicket[], labelled = true): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < tickets.length; from += 20) {
    ids.push(...(await Promise.all(tickets.slice(from, from + 20).map((ticket) => playOne(desk, ticket, labelled)))));
  }
  return ids;
}

async function playOne(desk: PreparedDesk, { labels, ...ticket }: PlayedTicket, labelled: boolean): Promise<string> {
  const { body } = await desk.call('POST', '/v1/tickets', ticket, { prefer: 'wait=30' });
  if (labelled && labels !== undefined) await desk.call('POST', `/v1/tickets/${body.id}/feedback`, labels);
  return body.id;
}

const rolloutMs = 180_000;

/** Waits until a rollout has one of these statuses; the newest one, unless another is named. */
export async function rolloutIn(
  desk: PreparedDesk,
  statuses: readonly Rollout['status'][],
  id?: string,
): Promise<Rollout> {
  let rollout: Rollout | undefined;
  await eventually(async () => {
    const { body } = await desk.call('GET', id === undefined ? '/v1/rollouts?limit=1' : `/v1/rollouts/${id}`);
    rollout = id === undefined ? body.items[0] : body;
    if (rollout === undefined || !statuses.includes(rollout.status)) {
      throw new Error(`The rollout is ${JSON.stringify(rollout)}, not ${statuses.join(' or ')}.`);
    }
  }, rolloutMs);
  return rollout as Rollout;
}
