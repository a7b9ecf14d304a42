import { parseArgs } from 'node:util';
import { splitProblems } from '@driftdesk/language';
import { printResult, printTable } from './report.js';
import { runBench } from './run-bench.js';
import { halfOf, halves, mistakesOf, readStrangers, shareOf } from './strangers.js';

const usage = 'Usage: npm run bench -- problems [--mistakes develop]';

/** A ticket and its problems, in its own words where they are in it. */
interface WrittenTicket {
  readonly id: string;
  readonly text: string;
  readonly problems: readonly string[];
}

await runBench(usage, () => {
  const { values } = parseArgs({ options: { mistakes: { type: 'string' } } });
  const shown = mistakesOf(values.mistakes);
  const judged = readStrangers<WrittenTicket>('problems').map((ticket) => ({
    ...ticket,
    parts: splitProblems(ticket.text),
  }));
  for (const { id, parts, problems } of judged.filter(({ id }) => halfOf(id) === shown)) {
    if (parts.length !== problems.length) process.stdout.write(`${id}: ${JSON.stringify({ parts, problems })}\n`);
  }
  const rows = halves.map((half) => {
    const own = judged.filter(({ id }) => halfOf(id) === half);
    const [one, several] = [true, false].map((single) =>
      own.filter(({ problems }) => (problems.length === 1) === single),
    ) as [typeof own, typeof own];
    return {
      half,
      'right count': shareOf(own.map(({ parts, problems }) => parts.length === problems.length)),
      'of several: parted at all': shareOf(several.map(({ parts }) => parts.length > 1)),
      'right count of several': shareOf(several.map(({ parts, problems }) => parts.length === problems.length)),
      'problems without a part': shareOf(
        several.flatMap(({ parts, problems }) => problems.map((_, n) => n >= parts.length)),
      ),
      'one, yet parted': shareOf(one.map(({ parts }) => parts.length > 1)),
    };
  });
  printTable(rows);
  printResult('problems', { rows });
  return Promise.resolve();
});
