import { runCommand } from '@driftdesk/command-line';
import { CsvProblem } from '@driftdesk/csv';
import { DeskProblem } from '@driftdesk/desk-client';
import { ImportProblem } from './import-problem.js';

// What is written holds tickets: it is for this user alone.
process.umask(0o077);

interface Command {
  readonly usage: string;
  run(args: readonly string[]): Promise<void>;
}

/** What each command does with its arguments. Loaded when called: a table needs no PDF reader. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  tickets: () => import('./tickets/import-tickets.js'),
  knowledge: () => import('./knowledge/import-knowledge.js'),
};

const usage = `Usage: npm run import -- NAME [options]
  tickets    solved tickets from a CSV file become history that models learn from
  knowledge  a folder of Markdown, HTML, text and PDF files becomes articles
npm run import -- NAME --help shows the options of each.`;

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined;
await runCommand(
  command === undefined ? [name] : args,
  { usage: command?.usage ?? usage, problems: [ImportProblem, DeskProblem, CsvProblem] },
  async () => {
    if (command === undefined) throw new ImportProblem(usage);
    await command.run(args);
  },
);
