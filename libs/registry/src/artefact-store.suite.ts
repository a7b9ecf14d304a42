import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ModelReference } from '@driftdesk/contracts';
import { VersionCorrupt, versionDigest } from '@driftdesk/inference';
import type { ArtefactStore } from './artefact-store.js';
import { temporaryFolder, writeFolder } from './version.fixture.js';

/** A store of the kind under test, and how to damage what it keeps. */
export interface StoreUnderTest {
  readonly store: ArtefactStore;
  /** Changes a bit of a version's `model.onnx` where the store keeps it. */
  readonly flipBit: (version: ModelReference) => Promise<void>;
  /** Cuts a version's `model.onnx` off where the store keeps it. */
  readonly truncate: (version: ModelReference) => Promise<void>;
}

/** Holds a kind of artefact store to what each must do. `open` gets a folder that is the store's alone. */
export function describeArtefactStore(kind: string, open: (folder: string) => Promise<StoreUnderTest>): void {
  describe(`artefacts in the ${kind}`, () => {
    let folder: string;
    let under: StoreUnderTest;
    let store: ArtefactStore;
    beforeEach(async () => {
      folder = await temporaryFolder();
      under = await open(join(folder, 'store'));
      store = under.store;
    });
    afterEach(() => rm(folder, { recursive: true }));

    /** A version folder beside the store, and what it is. */
    async function make(version: string): Promise<{ from: string; reference: ModelReference }> {
      const from = await writeFolder(folder, version);
      return { from, reference: { name: 'fixture', version, digest: await versionDigest(from) } };
    }
    async function saved(version: string): Promise<{ from: string; reference: ModelReference }> {
      const made = await make(version);
      await store.save(made.reference, made.from);
      return made;
    }
    const reasonOf = (fetching: Promise<string>) =>
      fetching.then(
        (found) => `fetched ${found}`,
        (error: unknown) => (error instanceof VersionCorrupt ? error.reason : String(error)),
      );

    it('gives back what it was given, when the original is gone', async () => {
      const { from, reference } = await saved('v-1');
      await rm(from, { recursive: true });
      const fetched = await store.fetch(reference);
      expect(await versionDigest(fetched)).toBe(reference.digest);
      expect(await readFile(join(fetched, 'model.onnx'), 'utf8')).toBe('the graph of v-1');
      expect(await store.fetch(reference)).toBe(fetched);
    });

    it('keeps every byte of long files and of empty ones', async () => {
      const { from, reference } = await make('v-1');
      const long = Uint8Array.from({ length: 1_000_003 }, (_, at) => (at * 31 + (at >> 8)) & 255);
      await writeFile(join(from, 'model.onnx'), long);
      await writeFile(join(from, 'empty'), '');
      const longer = { ...reference, digest: await versionDigest(from) };
      await store.save(longer, from);
      const fetched = await store.fetch(longer);
      expect(long.every((byte, at, all) => byte === all[at])).toBe(true);
      expect(Buffer.compare(await readFile(join(fetched, 'model.onnx')), long)).toBe(0);
      expect(await versionDigest(fetched)).toBe(longer.digest);
    });

    it('has what was saved, and nothing else', async () => {
      const { reference } = await saved('v-1');
      const { reference: other } = await make('v-2');
      expect(await Promise.all([reference, other, { ...reference, name: 'other' }].map(store.has))).toEqual([
        true,
        false,
        false,
      ]);
      expect(await reasonOf(store.fetch(other))).toContain('v-2');
    });

    it('takes the same version twice for once', async () => {
      const { from, reference } = await saved('v-1');
      await store.save(reference, from);
      expect(await versionDigest(await store.fetch(reference))).toBe(reference.digest);
    });

    it('refuses a folder with other files than the version’s, and keeps nothing of it', async () => {
      const { from, reference } = await make('v-1');
      await appendFile(join(from, 'model.onnx'), '!');
      await expect(store.save(reference, from)).rejects.toThrow('changed or damaged');
      expect(await store.has(reference)).toBe(false);
    });

    it.each(['flipBit', 'truncate'] as const)('does not give out what was damaged: %s', async (damage) => {
      const [{ reference }, other] = [await saved('v-1'), await saved('v-2')];
      await under[damage](reference);
      expect(await reasonOf(store.fetch(reference))).toMatch(/^The files of v-1 have digest .+ changed or damaged/);
      expect(await versionDigest(await store.fetch(other.reference))).toBe(other.reference.digest);
    });

    it('is mended by saving the version again', async () => {
      const { from, reference } = await saved('v-1');
      await under.flipBit(reference);
      await store.save(reference, from);
      expect(await versionDigest(await store.fetch(reference))).toBe(reference.digest);
    });

    it('forgets a version and no other, and one that it has not without a word', async () => {
      const [{ reference }, other] = [await saved('v-1'), await saved('v-2')];
      await store.fetch(reference);
      for (let time = 0; time < 2; time += 1) await store.remove(reference);
      expect(await store.has(reference)).toBe(false);
      expect(await reasonOf(store.fetch(reference))).toContain('v-1');
      expect(await versionDigest(await store.fetch(other.reference))).toBe(other.reference.digest);
    });

    it('gives the same folder to all who ask at once', async () => {
      const { reference } = await saved('v-1');
      const fetched = await Promise.all(Array.from({ length: 5 }, () => store.fetch(reference)));
      expect(new Set(fetched).size).toBe(1);
      expect(await versionDigest(fetched[0] ?? '')).toBe(reference.digest);
    });

    it('sweeps up broken copies and no version, also where there is nothing yet', async () => {
      await store.removePartial();
      const { reference } = await saved('v-1');
      await store.removePartial();
      expect(await versionDigest(await store.fetch(reference))).toBe(reference.digest);
    });
  });
}
