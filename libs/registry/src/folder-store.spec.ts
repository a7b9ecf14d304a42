import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ModelReference } from '@driftdesk/contracts';
import { versionDigest } from '@driftdesk/inference';
import { describeArtefactStore } from './artefact-store.suite.js';
import { createFolderStore } from './folder-store.js';
import { temporaryFolder, writeFolder } from './version.fixture.js';

describeArtefactStore('folder', (folder) => {
  const modelOf = ({ name, version }: ModelReference) => join(folder, name, version, 'model.onnx');
  return Promise.resolve({
    store: createFolderStore(folder),
    async flipBit(version) {
      const bytes = await readFile(modelOf(version));
      bytes.writeUInt8(bytes.readUInt8(3) ^ 1, 3);
      await writeFile(modelOf(version), bytes);
    },
    truncate: (version) => truncate(modelOf(version), 5),
  });
});

describe('the folder of artefacts', () => {
  it('starts over where a process was killed while it copied, and sweeps up after others', async () => {
    const folder = await temporaryFolder();
    const store = createFolderStore(join(folder, 'models'));
    const from = await writeFolder(folder, 'v-1');
    const versions = join(folder, 'models', 'fixture');
    for (const pid of [process.pid, 1]) {
      await mkdir(join(versions, `v-1.partial-${pid}`), { recursive: true });
      await writeFile(join(versions, `v-1.partial-${pid}`, 'half'), 'a file');
    }
    await store.save({ name: 'fixture', version: 'v-1', digest: await versionDigest(from) }, from);
    expect((await readdir(join(versions, 'v-1'))).sort()).toEqual(['card.json', 'model.onnx']);
    expect((await readdir(versions)).sort()).toEqual(['v-1', 'v-1.partial-1']);
    await store.removePartial();
    expect(await readdir(versions)).toEqual(['v-1']);
    await rm(folder, { recursive: true });
  });
});
