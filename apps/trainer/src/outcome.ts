import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainingOutcome } from '@driftdesk/contracts';

/** The file that says how a run ended; a run without one did not finish. */
export const outcomeFile = 'outcome.json';

/** Writes the outcome whole or not at all. */
export async function writeOutcome(output: string, outcome: TrainingOutcome): Promise<void> {
  await mkdir(output, { recursive: true });
  const incomplete = join(output, `.incomplete-${outcomeFile}`);
  const file = await open(incomplete, 'w');
  try {
    await file.writeFile(`${JSON.stringify(outcome)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(incomplete, join(output, outcomeFile));
}
