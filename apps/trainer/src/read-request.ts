import { readFile } from 'node:fs/promises';
import { trainingRequestSchema, type TrainingRequest } from '@driftdesk/contracts';
import { z } from 'zod';
import { TrainingFailed } from './training-failed.js';

/** Reads `request.json`. @throws TrainingFailed when it is missing or not a request. */
export async function readRequest(path: string): Promise<TrainingRequest> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new TrainingFailed(`The training request cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
  const result = trainingRequestSchema.safeParse(value);
  if (!result.success) throw new TrainingFailed(`The training request is not valid: ${z.prettifyError(result.error)}`);
  return result.data;
}
