import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Card } from '@driftdesk/contracts';
import { leastCard as card } from '@driftdesk/contracts/card-fixture';

export { card };

/** A folder of its own for one test. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'driftdesk-registry-'));
}

/** Writes a version folder as a trainer leaves it. @returns the folder */
export async function writeFolder(parent: string, version: string, changes: Partial<Card> = {}): Promise<string> {
  const folder = join(parent, version);
  await mkdir(folder);
  await writeFile(join(folder, 'card.json'), JSON.stringify({ ...card, ...changes }));
  await writeFile(join(folder, 'model.onnx'), `the graph of ${version}`);
  return folder;
}
