import { describe, expect, it } from '@jest/globals';
import { exampleSchema, type Example } from '@driftdesk/contracts';
import { families } from './families.js';
import { queues, urgencies } from './family.js';
import { generateTickets, generateUnseenTickets } from './generate.js';
import { unseenFamilies, unseenQueue } from './unseen/building.js';

const tickets = generateTickets();
const share = (condition: (ticket: Example) => boolean): number => tickets.filter(condition).length / tickets.length;

describe('generateTickets', () => {
  it('gives the same tickets for the same seed and others for another', () => {
    const texts = (seed: number) => generateTickets({ seed, count: 200 }).map(({ body }) => body);
    expect(generateTickets({ seed: 3, count: 200 })).toEqual(generateTickets({ seed: 3, count: 200 }));
    const three = new Set(texts(3));
    expect(texts(4).filter((body) => three.has(body)).length).toBeLessThan(10);
  });

  it('gives 6,400 valid examples with ids of their own by default', () => {
    expect(tickets).toHaveLength(6400);
    expect(tickets.filter((ticket) => !exampleSchema.safeParse(ticket).success)).toEqual([]);
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(6400);
  });

  it('labels a ticket with what its family and an offered level say', () => {
    const byId = new Map(families.map((family) => [family.id, family]));
    const wrong = tickets.filter(({ group, labels, language }) => {
      const family = byId.get(group);
      const levels = urgencies.filter((level) => family?.impact[level].length);
      return (
        labels.queue !== family?.queue || language !== family?.language || !levels.some((l) => l === labels.urgency)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('lets every family occur often enough to learn from', () => {
    const rare = families.filter(({ id }) => tickets.filter(({ group }) => group === id).length < 10);
    expect(rare.map(({ id }) => id)).toEqual([]);
  });

  it('is about 15 percent French', () => {
    expect(share(({ language }) => language === 'fr')).toBeGreaterThan(0.12);
    expect(share(({ language }) => language === 'fr')).toBeLessThan(0.18);
  });

  it.each(queues)('sends 8 to 18 percent to %s', (queue) => {
    expect(share(({ labels }) => labels.queue === queue)).toBeGreaterThan(0.08);
    expect(share(({ labels }) => labels.queue === queue)).toBeLessThan(0.18);
  });

  it.each([
    ['low', 0.35],
    ['medium', 0.4],
    ['high', 0.25],
  ])('has about the intended share of %s urgency', (urgency, intended) => {
    expect(Math.abs(share(({ labels }) => labels.urgency === urgency) - intended)).toBeLessThan(0.05);
  });

  it('leaves no slot open and no text twice', () => {
    const texts = tickets.map(({ subject = '', body }) => `${subject}\n${body}`);
    expect(texts.filter((text) => /[{}]|undefined/.test(text))).toEqual([]);
    expect(new Set(texts.map((text) => text.toLowerCase())).size).toBe(texts.length);
  });

  it('varies from one blunt sentence to a rambling paragraph', () => {
    expect(share(({ body }) => body.length < 80)).toBeGreaterThan(0.02);
    expect(share(({ body }) => body.length > 400)).toBeGreaterThan(0.03);
    expect(Math.max(...tickets.map(({ body }) => body.length))).toBeLessThan(1500);
    expect(share(({ subject }) => subject === undefined)).toBeGreaterThan(0.2);
  });
});

describe('generateUnseenTickets', () => {
  const unseen = generateUnseenTickets({ seed: 3, count: 2_000 });

  it('gives valid examples of the unseen queue, the same for the same seed', () => {
    expect(generateUnseenTickets({ seed: 3, count: 2_000 })).toEqual(unseen);
    expect(unseen.filter((ticket) => !exampleSchema.safeParse(ticket).success)).toEqual([]);
    expect(new Set(unseen.map(({ labels }) => labels.queue))).toEqual(new Set([unseenQueue]));
    expect(new Set(unseen.map(({ group }) => group))).toEqual(new Set(unseenFamilies.map(({ id }) => id)));
    expect(new Set(unseen.map(({ labels }) => labels.urgency))).toEqual(new Set(urgencies));
  });

  it('leaves no slot open and no text twice, and writes some of them in French', () => {
    const texts = unseen.map(({ subject = '', body }) => `${subject}\n${body}`);
    expect(texts.filter((text) => /[{}]|undefined/.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(2_000);
    const french = unseen.filter(({ language }) => language === 'fr').length;
    expect(french).toBeGreaterThan(200);
    expect(french).toBeLessThan(400);
  });
});
