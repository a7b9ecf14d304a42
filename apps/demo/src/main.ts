import { runCommand } from '@driftdesk/command-line';
import { DeskProblem } from '@driftdesk/desk-client';
import { DemoProblem } from './demo-problem.js';
import { readOptions, usage } from './options.js';
import { runDemo } from './run-demo.js';

// What is written holds tickets: it is for this user alone.
process.umask(0o077);

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());

await runCommand(process.argv.slice(2), { usage, problems: [DemoProblem, DeskProblem] }, async (args) => {
  try {
    await runDemo(readOptions(args), ending.signal);
  } catch (error) {
    if (!ending.signal.aborted) throw error;
    process.stdout.write('The demo ends here; the desk keeps what it has got.\n');
    process.exitCode = 130;
  }
});
// Submissions that are still under way are broken off.
ending.abort();
