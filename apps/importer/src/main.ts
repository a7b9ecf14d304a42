import { CsvProblem } from '@driftdesk/csv';
import { DeskProblem } from '@driftdesk/desk-client';
import { ImportProblem } from './import-problem.js';

// What is written holds tickets: it is for this user alone.
process.umask(0o077);

/** What each command does with its arguments. Loaded when called: a table needs no PDF reader. */
const commands: Readonly<Record<string, () => Promise<{ run(args: readonly string[]): Promise<void> }>>> = {
  tickets: () => import('./tickets/import-tickets.js'),
  knowledge: () => import('./knowledge/import-knowledge.js'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = commands[name];
try {
  if (load === undefined) {
    throw new ImportProblem(
      `Usage: npm run import -- NAME [options]; NAME is one of ${Object.keys(commands).join(', ')}`,
    );
  }
  await (await load()).run(args);
} catch (error) {
  const problems = [ImportProblem, DeskProblem, CsvProblem];
  const expected = problems.some((problem) => error instanceof problem) || isArgumentError(error);
  process.stderr.write(`${expected ? (error as Error).message : (error as Error).stack}\n`);
  process.exitCode = 1;
}

function isArgumentError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
