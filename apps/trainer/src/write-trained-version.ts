import {
  cardSchema,
  goldenSchema,
  type Card,
  type Golden,
  type VersionExplanation,
  versionExplanationSchema,
} from '@driftdesk/contracts';
import {
  cardFile,
  explanationFile,
  goldenFile,
  modelFile,
  writeVersion,
  type WrittenVersion,
} from '@driftdesk/inference';

/** What a version folder holds. */
export interface TrainedContent {
  readonly model: Uint8Array;
  readonly card: Card;
  readonly golden: Golden;
  readonly explanation: VersionExplanation;
}

/** Writes the version folder. */
export async function writeTrainedVersion(
  output: string,
  { model, card, golden, explanation }: TrainedContent,
): Promise<WrittenVersion> {
  return writeVersion(
    output,
    new Map([
      [modelFile, model],
      [cardFile, json(cardSchema.parse(card))],
      [goldenFile, json(goldenSchema.parse(golden))],
      [explanationFile, json(versionExplanationSchema.parse(explanation))],
    ]),
  );
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
