import { basename } from 'node:path';
import {
  cardSchema,
  goldenSchema,
  type Card,
  type Golden,
  type VersionExplanation,
  versionExplanationSchema,
} from '@driftdesk/contracts';
import { z } from 'zod';
import { featureHash } from './feature-hash.js';
import { VersionCorrupt } from './version-corrupt.js';
import {
  cardFile,
  digestOf,
  explanationFile,
  goldenFile,
  modelFile,
  readVersionFiles,
  versionName,
  type VersionFiles,
} from './version-folder.js';

/** A version folder's content, checked but not yet run. */
export interface VersionContent {
  readonly digest: string;
  readonly version: string;
  readonly card: Card;
  readonly golden: Golden;
  /** Missing in versions made before there was one. */
  readonly explanation: VersionExplanation | undefined;
  readonly model: Uint8Array;
}

/**
 * Reads a version folder. It must have the expected digest or, without one, the digest its own name says.
 * @throws VersionCorrupt
 */
export async function readVersion(directory: string, expectedDigest?: string): Promise<VersionContent> {
  const files = await readVersionFiles(directory).catch((cause: unknown) => {
    throw new VersionCorrupt(`The version folder ${basename(directory)} cannot be read.`, { cause });
  });
  const digest = digestOf(files);
  checkDigest(basename(directory), digest, expectedDigest);
  const card = parse(files, cardFile, cardSchema);
  if (featureHash(card.features) !== card.featureHash) {
    throw new VersionCorrupt(`${cardFile}: featureHash is not the hash of the features it lists.`);
  }
  const golden = parse(files, goldenFile, goldenSchema);
  const explanation = files.has(explanationFile) ? parse(files, explanationFile, versionExplanationSchema) : undefined;
  return { digest, version: versionName(digest), card, golden, explanation, model: fileOf(files, modelFile) };
}

function checkDigest(folder: string, digest: string, expected: string | undefined): void {
  const matches =
    expected === undefined ? !isVersionName(folder) || folder === versionName(digest) : digest === expected;
  if (matches) return;
  throw new VersionCorrupt(
    `The files of ${folder} have digest ${digest}, not ${expected ?? 'the one its name says'}: they were changed or damaged.`,
  );
}

function isVersionName(folder: string): boolean {
  return /^v-[0-9a-f]{12}$/.test(folder);
}

function parse<Value>(files: VersionFiles, name: string, schema: z.ZodType<Value>): Value {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(fileOf(files, name)));
  } catch (cause) {
    if (cause instanceof VersionCorrupt) throw cause;
    throw new VersionCorrupt(`${name} is not JSON.`, { cause });
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new VersionCorrupt(`${name} is not as it should be: ${z.prettifyError(result.error)}`);
  return result.data;
}

function fileOf(files: VersionFiles, name: string): Uint8Array {
  const file = files.get(name);
  if (!file) throw new VersionCorrupt(`The version folder has no ${name}.`);
  return file;
}
