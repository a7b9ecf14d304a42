import { createRandom } from '@driftdesk/ml';
import type { WindowRow } from './window-row.js';

const dimensions = 32;
const topics = [
  ['vpn', 'tunnel', 'connection', 'router'],
  ['printer', 'paper', 'toner', 'tray'],
  ['password', 'login', 'account', 'locked'],
  ['drone', 'propeller', 'battery', 'hover'],
];
const filler = ['please', 'help', 'since', 'morning', 'hello', 'team', 'again', 'office', 'thanks', 'today'];
export const queues = ['network', 'printing', 'access'];

/** The topic that no queue is for: a classifier spreads it over the three queues. */
export const newTopic = 3;

/** Rows as a classifier of three queues would leave them, of the topics in turn as `draw` says. */
export function windowRows(count: number, seed: number, draw: (random: () => number) => number): WindowRow[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => rowOf(draw(random), random));
}

/** One of the three known topics, all equally likely. */
export function knownTopic(random: () => number): number {
  return Math.floor(random() * 3);
}

function rowOf(topic: number, random: () => number): WindowRow {
  const vector = Float32Array.from({ length: dimensions }, (_, d) => (random() - 0.5) * 0.8 + (d === topic ? 1 : 0));
  const length = Math.hypot(...vector);
  const scores = queues.map((_, queue) => (queue === topic ? 3 : 0) + random() * 2);
  const sum = scores.reduce((total, score) => total + Math.exp(score), 0);
  const probabilities = Float32Array.from(scores, (score) => Math.exp(score) / sum);
  const words = topics[topic] as string[];
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] as string;
  const text = [pick(words), pick(words), ...Array.from({ length: 4 + Math.floor(random() * 6) }, () => pick(filler))];
  return {
    embedding: vector.map((value) => value / length),
    probabilities: { queue: probabilities, urgency: Float32Array.of(0.5, 0.5) },
    labels: { queue: queues[scores.indexOf(Math.max(...scores))] as string, urgency: 'low' },
    text: text.join(' '),
    language: 'en',
  };
}
