import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fileSha256 } from '../file-digest.js';
import { sourceSha256 } from './source-model.js';
import type { Precision } from './layers.js';

/** Raise when the converter writes other bytes for the same weights: every folder is then written anew. */
const converterVersion = 1;
const fileName = 'conversion.json';

const manifestSchema = z.object({
  converterVersion: z.int(),
  precision: z.enum(['int8', 'fp32']),
  sourceSha256: z.string(),
  files: z.record(z.string(), z.object({ bytes: z.int(), sha256: z.string() })),
});

/** Records how the files of a converted model came about and what they contain. */
export async function writeManifest(directory: string, precision: Precision, files: readonly string[]): Promise<void> {
  const entries = await Promise.all(
    files.map(async (file) => {
      const path = join(directory, file);
      return [file, { bytes: (await stat(path)).size, sha256: await fileSha256(path) }] as const;
    }),
  );
  const manifest = { converterVersion, precision, sourceSha256, files: Object.fromEntries(entries) };
  await writeFile(join(directory, fileName), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Whether the folder holds exactly what this converter would write: sizes first, then digests. */
export async function isIntact(directory: string, precision: Precision): Promise<boolean> {
  const manifest = await readManifest(directory);
  if (manifest?.converterVersion !== converterVersion || manifest.precision !== precision) return false;
  if (manifest.sourceSha256 !== sourceSha256) return false;
  const checks = Object.entries(manifest.files).map(async ([file, { bytes, sha256 }]) => {
    const path = join(directory, file);
    const size = await stat(path).then(
      (found) => found.size,
      () => -1,
    );
    return size === bytes && (await fileSha256(path)) === sha256;
  });
  return (await Promise.all(checks)).every(Boolean);
}

/** Whether the folder was written by the converter, intact or not. */
export async function isConverted(directory: string): Promise<boolean> {
  return stat(join(directory, fileName)).then(
    () => true,
    () => false,
  );
}

async function readManifest(directory: string) {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(directory, fileName), 'utf8')));
  } catch {
    return undefined;
  }
}
