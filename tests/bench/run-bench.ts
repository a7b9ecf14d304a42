import { CsvProblem } from '@driftdesk/csv';

/** What a user did wrong when calling a benchmark: a sentence, shown without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a benchmark; bad arguments and files end it with a sentence and exit code 1. */
export async function runBench(bench: () => Promise<void>): Promise<void> {
  try {
    await bench();
  } catch (error) {
    const expected = error instanceof UsageError || error instanceof CsvProblem || isArgumentError(error);
    process.stderr.write(`${expected ? (error as Error).message : (error as Error).stack}\n`);
    process.exitCode = 1;
  }
}

function isArgumentError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
