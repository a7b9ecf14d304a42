import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type VersionExplanation, versionExplanationSchema } from '@driftdesk/contracts';
import { train } from './pipeline.js';
import { wordEmbedder, randomExamples, writeRequest } from './training.fixture.js';

/** Ten rows each of a person's name in four groups and in eight, all about printing. */
const named = ['Quillfeather', 'Bartholomew'].flatMap((name, at) =>
  Array.from({ length: 10 }, (_, row) => ({
    id: `${name}-${row}`,
    group: `${name}-${row % (at === 0 ? 4 : 8)}`,
    body: `${name} says the printer jams, ${row}`,
    language: 'en',
    source: 'agent',
    labels: { queue: 'printing' },
  })),
);

describe('the explanation of a version', () => {
  let explanation: VersionExplanation;
  let text: string;
  beforeAll(async () => {
    const request = await writeRequest([...randomExamples(400, 1), ...named]);
    const { directory } = await train(request, { embedder: wordEmbedder(), onProgress: () => undefined });
    text = await readFile(join(directory, 'explanation.json'), 'utf8');
    explanation = versionExplanationSchema.parse(JSON.parse(text));
  });

  const label = (name: string) => explanation.heads[0]?.labels.find((one) => one.label === name);

  it('names what speaks for a label, strongest first, and against', () => {
    expect(label('network')?.for.map(({ word }) => word)).toEqual(expect.arrayContaining(['vpn', 'wifi', 'network']));
    expect(label('network')?.against.map(({ word }) => word)).toEqual(expect.arrayContaining(['printer', 'password']));
    for (const { labels } of explanation.heads) {
      for (const one of labels) {
        const shares = one.for.map(({ share }) => share);
        expect(shares).toEqual(shares.toSorted((left, right) => right - left));
        expect(Math.min(...shares)).toBeGreaterThan(0);
        expect(Math.max(...one.against.map(({ share }) => share))).toBeLessThan(0);
        expect(one.for.length).toBeLessThanOrEqual(15);
        expect(one.meanAbsoluteShare.words).toBeGreaterThan(0);
        expect(one.meanAbsoluteShare.embedding).toBeGreaterThan(0);
      }
    }
    expect(explanation.rows).toBeGreaterThan(200);
  });

  it('names no word of fewer than five groups: versions are kept, tickets can be erased', () => {
    expect(explanation.fewestGroups).toBe(5);
    expect(text.toLowerCase()).not.toContain('quillfeather');
    expect(label('printing')?.for.map(({ word }) => word)).toContain('bartholomew');
  });
});
