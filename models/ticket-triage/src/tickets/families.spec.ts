import { describe, expect, it } from '@jest/globals';
import { families } from './families.js';
import { queues, urgencies, type Family } from './family.js';
import { slotsIn } from './fill.js';
import { sharedSlots } from './slots.js';
import { unseenFamilies, unseenQueue } from './unseen/building.js';

const everyFamily: readonly Family<string>[] = [...families, ...unseenFamilies];

function textsOf(family: Family<string>): string[] {
  const impact = urgencies.flatMap((level) => family.impact[level]);
  return [
    ...family.subjects,
    ...family.problems,
    ...family.details,
    ...impact,
    ...Object.values(family.slots ?? {}).flat(),
  ];
}

function repeated(items: readonly string[]): string[] {
  return items.filter((item, at) => items.indexOf(item) !== at);
}

describe('all families', () => {
  it('have ids of their own', () => {
    expect(repeated(everyFamily.map(({ id }) => id))).toEqual([]);
  });

  it('share no impact phrase, so that a held-out family’s wording of urgency was never seen', () => {
    const phrases = everyFamily.flatMap(({ impact }) => urgencies.flatMap((level) => impact[level]));
    expect(repeated(phrases.map((phrase) => phrase.toLowerCase()))).toEqual([]);
  });

  it.each(queues)('cover %s with at least 16 English and 4 French families', (queue) => {
    const count = (language: string) => families.filter((f) => f.queue === queue && f.language === language).length;
    expect(count('en')).toBeGreaterThanOrEqual(16);
    expect(count('fr')).toBeGreaterThanOrEqual(4);
  });
});

describe('the unseen topic', () => {
  it('belongs to a queue that the model does not have', () => {
    expect(queues).not.toContain(unseenQueue);
  });

  it('has at least 6 kinds of problem, 8 ways to tell each and 8 details, some of them French', () => {
    expect(unseenFamilies.length).toBeGreaterThanOrEqual(6);
    expect(unseenFamilies.filter(({ language }) => language === 'fr').length).toBeGreaterThanOrEqual(2);
    for (const { problems, details } of unseenFamilies) {
      expect(Math.min(problems.length, details.length)).toBeGreaterThanOrEqual(8);
    }
  });
});

describe.each(everyFamily.map((family) => [family.id, family] as const))('%s', (id, family) => {
  it('has an id made of its queue, problem and language', () => {
    expect(id).toMatch(/^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*\.(en|fr)$/);
    const [queue, , language] = id.split('.');
    expect([queue, language]).toEqual([family.queue, family.language]);
  });

  it('has enough to say', () => {
    expect(family.subjects.length).toBeGreaterThanOrEqual(5);
    expect(family.problems.length).toBeGreaterThanOrEqual(6);
    expect(family.details.length).toBeGreaterThanOrEqual(4);
    expect(urgencies.filter((level) => family.impact[level].length >= 3).length).toBeGreaterThanOrEqual(2);
  });

  it('uses only known slots, and all of its own', () => {
    const used = textsOf(family).flatMap(slotsIn);
    const own = Object.keys(family.slots ?? {});
    const known = [...own, ...Object.keys(sharedSlots[family.language])];
    expect(used.filter((slot) => !known.includes(slot))).toEqual([]);
    expect(own.filter((slot) => !used.includes(slot))).toEqual([]);
  });

  it('holds no placeholder, blank or repeated text', () => {
    const texts = textsOf(family);
    expect(texts.filter((text) => /\b(TODO|FIXME|XXX|lorem|ipsum)\b|\.\.\.$|…$|\s{2}|^\s|\s$|^$/i.test(text))).toEqual(
      [],
    );
    expect(repeated([...family.subjects, ...family.problems, ...family.details])).toEqual([]);
  });
});
