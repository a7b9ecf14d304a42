import { DeskProblem } from '@driftdesk/desk-client';
import { DemoProblem } from './demo-problem.js';
import { readOptions } from './options.js';
import { runDemo } from './run-demo.js';

// What is written holds tickets: it is for this user alone.
process.umask(0o077);

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());

try {
  await runDemo(readOptions(process.argv.slice(2)), ending.signal);
} catch (error) {
  if (ending.signal.aborted) {
    process.stdout.write('The demo ends here; the desk keeps what it has got.\n');
    process.exitCode = 130;
  } else {
    const expected = error instanceof DemoProblem || error instanceof DeskProblem || isArgumentError(error);
    process.stderr.write(`${expected ? (error as Error).message : (error as Error).stack}\n`);
    process.exitCode = 1;
  }
} finally {
  // Submissions that are still under way are broken off.
  ending.abort();
}

function isArgumentError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
