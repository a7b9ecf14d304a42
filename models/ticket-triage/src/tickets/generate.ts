import type { Example } from '@driftdesk/contracts';
import { compose, type Draft } from './compose.js';
import { families } from './families.js';
import { urgencies, type Family, type Language, type Queue, type Urgency } from './family.js';
import { createNoise } from './noise.js';
import { drawPersona } from './persona.js';
import { createRandom, pickWeighted, type Random } from './random.js';
import { unseenFamilies } from './unseen/building.js';

/** Shares of a desk in real life: passwords and programs more often than phones. */
const queueWeights: Readonly<Record<Queue, number>> = {
  access: 1.2,
  software: 1.15,
  email: 1.1,
  network: 1.05,
  hardware: 1,
  security: 0.85,
  printing: 0.85,
  telephony: 0.8,
};
const languageWeights: Readonly<Record<Language, number>> = { en: 0.85, fr: 0.15 };
const urgencyWeights: Readonly<Record<Urgency, number>> = { low: 35, medium: 40, high: 25 };
const asideShare = 0.08;
const attemptsPerTicket = 50;

/** Problems that nobody mentions in passing. */
const neverMinor =
  /^security\.|outage|swollen|spill|liquide|smell|wont-turn-on|ne-demarre|cracked|leaver|hotline|locked-out|desk-phone-dead/;

/** Which tickets: another seed gives others of the same kind. */
export interface GeneratorOptions {
  readonly seed?: number;
  readonly count?: number;
}

/**
 * Labelled demo tickets, the same for the same seed. Queue and urgency are drawn first and the text is written to
 * them: they are the family's queue and the level of the impact phrase, never computed from the text.
 * @throws Error when the families cannot yield that many different texts.
 */
export function generateTickets({ seed = 7, count = 6400 }: GeneratorOptions = {}): Example[] {
  return generate('demo', drawFamily, seed, count);
}

/** Labelled tickets of a topic and a queue that the demo tickets lack, written as those are; the same for the same seed. */
export function generateUnseenTickets({ seed, count }: Required<GeneratorOptions>): Example[] {
  return generate('unseen', drawUnseenFamily, seed, count);
}

function generate(kind: string, draw: (random: Random) => Family<string>, seed: number, count: number): Example[] {
  const random = createRandom(seed);
  const seen = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    for (let attempt = 0; attempt < attemptsPerTicket; attempt += 1) {
      const example = write(`${kind}-${seed}-${String(index + 1).padStart(5, '0')}`, draw(random), random);
      const key = `${example.subject ?? ''}\n${example.body}`.toLowerCase();
      if (seen.has(key)) continue;
      seen.add(key);
      return example;
    }
    throw new Error(`Ticket ${index + 1} of ${count} came out as a duplicate every time; ask for fewer tickets.`);
  });
}

function write(id: string, family: Family<string>, random: Random): Example {
  const levels = urgencies.filter((level) => family.impact[level].length > 0);
  const urgency = pickWeighted(random, Object.fromEntries(levels.map((level) => [level, urgencyWeights[level]])));
  const persona = drawPersona(random);
  const aside = random.chance(asideShare) ? drawAside(family, random) : undefined;
  const noise = createNoise(persona, family.language, random);
  return {
    id,
    group: family.id,
    ...spoil(compose({ family, urgency: urgency as Urgency, aside }, persona, random), noise),
    language: family.language,
    source: 'demo',
    labels: { queue: family.queue, urgency },
  };
}

function spoil({ subject, body }: Draft, noise: (text: string) => string): Draft {
  return subject === undefined ? { body: noise(body) } : { subject: noise(subject), body: noise(body) };
}

function drawFamily(random: Random): Family {
  const language = pickWeighted(random, languageWeights);
  const queue = pickWeighted(random, queueWeights);
  return random.pick(families.filter((family) => family.language === language && family.queue === queue));
}

function drawUnseenFamily(random: Random): Family<string> {
  const language = pickWeighted(random, languageWeights);
  return random.pick(unseenFamilies.filter((family) => family.language === language));
}

/** Another family's problem. It never carries its own label, so it makes held-out wordings harder, not known. */
function drawAside(main: Family<string>, random: Random): Family {
  return random.pick(
    families.filter(({ id, language }) => id !== main.id && language === main.language && !neverMinor.test(id)),
  );
}
