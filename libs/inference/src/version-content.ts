import {
  cardSchema,
  goldenSchema,
  type Card,
  type Golden,
  type VersionExplanation,
  versionExplanationSchema,
} from '@driftdesk/contracts';
import { z } from 'zod';
import { VersionCorrupt } from './version-corrupt.js';
import type { VersionFiles } from './version-folder.js';

/** The files every version has. */
export const modelFile = 'model.onnx';
export const cardFile = 'card.json';
export const goldenFile = 'golden.json';
/** What speaks for and against each label, overall; versions made before there was one lack it. */
const explanationFile = 'explanation.json';

/** What a version folder holds. */
export interface VersionContent {
  readonly model: Uint8Array;
  readonly card: Card;
  readonly golden: Golden;
  /** Missing in versions made before there was one. */
  readonly explanation: VersionExplanation | undefined;
}

/** The files of a version, each checked against its schema. @throws ZodError */
export function encodeContent({ model, card, golden, explanation }: VersionContent): VersionFiles {
  return new Map([
    [modelFile, model],
    [cardFile, encode(cardSchema.parse(card))],
    [goldenFile, encode(goldenSchema.parse(golden))],
    ...(explanation === undefined
      ? []
      : [[explanationFile, encode(versionExplanationSchema.parse(explanation))] as const]),
  ]);
}

/** The content of a version's files. @throws VersionCorrupt when one is missing or not as its schema says */
export function decodeContent(files: VersionFiles): VersionContent {
  return {
    model: fileOf(files, modelFile),
    card: decode(files, cardFile, cardSchema),
    golden: decode(files, goldenFile, goldenSchema),
    explanation: files.has(explanationFile) ? decode(files, explanationFile, versionExplanationSchema) : undefined,
  };
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

function decode<Value>(files: VersionFiles, name: string, schema: z.ZodType<Value>): Value {
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
