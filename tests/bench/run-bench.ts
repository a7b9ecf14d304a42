import { runCommand } from '@driftdesk/command-line';
import { CsvProblem } from '@driftdesk/csv';

/** What a user did wrong when calling a benchmark: a sentence, shown without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a benchmark; `--help` shows how it is called, bad arguments and files end it with a sentence and exit code 1. */
export function runBench(usage: string, bench: () => Promise<void>): Promise<void> {
  return runCommand(process.argv.slice(2), { usage, problems: [UsageError, CsvProblem] }, bench);
}
