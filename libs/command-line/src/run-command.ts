/** What a command says of itself. */
export interface Command {
  /** How it is called: what `--help` shows. */
  readonly usage: string;
  /** Errors whose message is meant for whoever called it: they are shown without a stack. */
  readonly problems: readonly (abstract new (...parameters: never[]) => Error)[];
  /** Exit code when it fails; 1 when absent. */
  readonly failureCode?: number;
}

/**
 * Runs a command line: `--help` shows its usage and ends with 0; a problem is a sentence, an argument that is none names
 * `--help`, and any other error has its stack. Sets the process's exit code.
 */
export async function runCommand(
  args: readonly string[],
  { usage, problems, failureCode = 1 }: Command,
  work: (args: readonly string[]) => Promise<void>,
): Promise<void> {
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    await work(args);
  } catch (error) {
    process.stderr.write(`${explain(error as Error, problems)}\n`);
    process.exitCode = failureCode;
  }
}

function explain(error: Error, problems: Command['problems']): string {
  if (isArgumentError(error)) return `${error.message}\n--help shows the options there are.`;
  return problems.some((problem) => error instanceof problem) ? error.message : String(error.stack);
}

function isArgumentError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
