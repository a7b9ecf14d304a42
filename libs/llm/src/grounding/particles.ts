import type { Word } from './word.js';

const particleVerbs = new Set([
  'switch',
  'switching',
  'switched',
  'turn',
  'turning',
  'turned',
  'sign',
  'log',
  'shut',
  'plug',
  'power',
  'start',
  'starts',
  'starting',
  'run',
  'let',
  'take',
  'taking',
]);
const particles = new Set(['on', 'off', 'in', 'out', 'down', 'anew', 'again', 'know']);
/** Before these a particle is a preposition: "on the phone". */
const determiners = new Set([
  'the',
  'a',
  'an',
  'your',
  'my',
  'our',
  'its',
  'this',
  'that',
  'these',
  'those',
  'each',
  'every',
  'which',
  'to',
]);
/** So far from its verb a particle may stand: "turn the second monitor of the dock off". */
const reach = 6;

/** Puts a particle next to its verb: "switch flight mode off" becomes "switch off flight mode". */
export function joinParticles(words: readonly Word[]): Word[] {
  const joined = [...words];
  for (let i = 0; i < joined.length; i++) {
    if (!particleVerbs.has(joined[i]?.text ?? '')) continue;
    const at = particleAfter(joined, i);
    if (at > i + 1) joined.splice(i + 1, 0, ...joined.splice(at, 1));
  }
  return joined;
}

/** The place of the particle of a verb; -1 when it has none. */
function particleAfter(words: readonly Word[], verb: number): number {
  for (let at = verb + 1; at <= verb + reach; at++) {
    const word = words[at];
    if (word === undefined || word.kind === 'seam') return -1;
    const isFirst = at === verb + 1;
    if (particles.has(word.text) && (isFirst || !determiners.has(words[at + 1]?.text ?? ''))) return at;
  }
  return -1;
}
