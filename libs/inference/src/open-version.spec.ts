import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openVersion } from './open-version.js';
import { VersionCorrupt } from './version-corrupt.js';
import { cardFile, goldenFile, modelFile } from './version-content.js';
import { heads, model, randomRows, temporaryFolder, versionFiles, writeFixture } from './version.fixture.js';

type Edit = (files: Map<string, Uint8Array>) => void;

/** A version whose digest is right but whose content was changed before it was written. */
async function edited(edit: Edit) {
  const files = new Map(await versionFiles());
  edit(files);
  return writeFixture(files);
}

function editJson(files: Map<string, Uint8Array>, name: string, change: (text: string) => string): void {
  files.set(name, new TextEncoder().encode(change(new TextDecoder().decode(files.get(name)))));
}

function flipBit(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] as number) ^ 0x40;
  return copy;
}

/** A part of the n-grams' weights as zeros: a tensor's numbers stand after its name. */
function withoutWeights(bytes: Uint8Array): Uint8Array {
  const name = Buffer.from(bytes).lastIndexOf('ngram_weights');
  return Uint8Array.from(bytes).fill(0, name + 64, name + 4_096);
}

async function reasonOf(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(VersionCorrupt);
  return (error as VersionCorrupt).reason;
}

describe('openVersion', () => {
  it('predicts calibrated probabilities and abstains below the threshold', async () => {
    const { directory, digest, version } = await writeFixture();
    const loaded = await openVersion(directory, digest);
    expect({ version: loaded.version, digest: loaded.digest }).toEqual({ version, digest });
    const predictions = await loaded.predict(randomRows(100, 6));
    for (const { heads: outputs, abstained } of predictions) {
      for (const { name, labels } of heads) {
        const { label, confidence, probabilities } = outputs[name] as (typeof outputs)[string];
        expect(Object.keys(probabilities)).toEqual(labels);
        expect(Object.values(probabilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
        expect(confidence).toBe(Math.max(...Object.values(probabilities)));
        expect(probabilities[label]).toBe(confidence);
      }
      expect(abstained).toBe((outputs['queue']?.confidence as number) < 0.6);
    }
    expect(new Set(predictions.map(({ abstained }) => abstained))).toEqual(new Set([true, false]));
    await loaded.release();
  });

  it.each<[string, string, (bytes: Uint8Array) => Uint8Array]>([
    ['a flipped bit in the model', modelFile, (bytes) => flipBit(bytes, Math.floor(bytes.length / 2))],
    ['a truncated model', modelFile, (bytes) => bytes.slice(0, -100)],
    ['an empty model', modelFile, () => new Uint8Array()],
    ['an edited card', cardFile, (bytes) => flipBit(bytes, 20)],
    ['edited golden rows', goldenFile, (bytes) => flipBit(bytes, 60)],
  ])('sees %s by the digest', async (_, name, damage) => {
    const { directory, digest } = await writeFixture();
    await writeFile(join(directory, name), damage(await readFile(join(directory, name))));
    expect(await reasonOf(openVersion(directory, digest))).toContain(`not ${digest}`);
    expect(await reasonOf(openVersion(directory))).toContain('not the one its name says');
  });

  it.each<[string, Edit, string]>([
    ['a truncated model', (files) => files.set(modelFile, model.slice(0, 2_000)), 'model.onnx cannot be opened'],
    ['other weights', (files) => files.set(modelFile, withoutWeights(model)), 'Golden row'],
    ['no model', (files) => files.delete(modelFile), 'has no model.onnx'],
    ['no card', (files) => files.delete(cardFile), 'has no card.json'],
    ['a card that is not JSON', (files) => editJson(files, cardFile, (text) => text.slice(1)), 'card.json is not JSON'],
    ['a card without heads', (files) => editJson(files, cardFile, () => '{}'), 'card.json is not as it should be'],
    [
      'a card with other features',
      (files) => editJson(files, cardFile, (text) => text.replace('"buckets": 4096', '"buckets": 8192')),
      'featureHash is not the hash',
    ],
    [
      'a card with a label more',
      (files) => editJson(files, cardFile, (text) => text.replace(/"access"(?=\s*\])/, '"access","email"')),
      'Golden row 1 has no 4 probabilities',
    ],
    [
      'other golden probabilities',
      (files) => editJson(files, goldenFile, (text) => text.replace(/("queue": \[\s*0\.)\d/, '$100')),
      'Golden row 1, head "queue": the graph differs',
    ],
    [
      'a golden embedding of another size',
      (files) => editJson(files, goldenFile, (text) => text.replace(/"embedding": "[^"]*"/, '"embedding": "AACAPw=="')),
      'cannot run the golden rows',
    ],
  ])('sees %s though the digest is right', async (_, edit, reason) => {
    const { directory, digest } = await edited(edit);
    expect(await reasonOf(openVersion(directory, digest))).toContain(reason);
  });

  it('refuses a folder that is not there, and one under another version’s name', async () => {
    expect(await reasonOf(openVersion(join(await temporaryFolder(), 'v-000000000000')))).toContain('cannot be read');
    const { directory } = await writeFixture();
    const other = join(await temporaryFolder(), 'v-000000000000');
    await rename(directory, other);
    expect(await reasonOf(openVersion(other))).toContain('not the one its name says');
  });
});

describe('release', () => {
  it('waits for predictions in flight and refuses later ones', async () => {
    const loaded = await openVersion((await writeFixture()).directory);
    const order: string[] = [];
    const running = [1, 2, 3].map((seed) =>
      loaded.predict(randomRows(90, seed)).then((all) => order.push(`${all.length}`)),
    );
    const released = loaded.release().then(() => order.push('released'));
    await expect(loaded.predict(randomRows(1, 1))).rejects.toThrow('was released');
    await Promise.all([...running, released, loaded.release()]);
    expect(order).toEqual(['90', '90', '90', 'released']);
  });

  it('lets versions swap while others predict: every prediction comes out right', async () => {
    const { directory } = await writeFixture();
    const rows = randomRows(40, 8);
    let current = await openVersion(directory);
    const expected = await current.predict(rows);
    const predictions: Promise<unknown>[] = [];
    for (let swap = 0; swap < 5; swap++) {
      predictions.push(current.predict(rows), current.predict(rows));
      const before = current;
      current = await openVersion(directory);
      predictions.push(before.release(), current.predict(rows));
    }
    const results = (await Promise.all(predictions)).filter((result) => result !== undefined);
    expect(results).toHaveLength(15);
    for (const result of results) expect(result).toEqual(expected);
    await current.release();
  });
});
