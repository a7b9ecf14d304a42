import { createDeskClient } from '../desk-client.js';
import { ImportProblem } from '../import-problem.js';
import { checkFile } from './check-file.js';
import { readOptions } from './options.js';
import { showProgress } from './progress.js';
import { rejectionLines, reportLines, writeRejections } from './report.js';
import { sendTickets } from './send-tickets.js';

/** `tickets`: a CSV file of solved tickets becomes history that models learn from. @throws ImportProblem, CsvProblem */
export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const desk = createDeskClient(options.url);
  // An unwritable file is better known before thousands of tickets are stored.
  if (options.rejects !== undefined) await writeRejections(options.rejects, []);
  const check = await checkFile(options);
  const sendable = check.rows - check.duplicates - check.rejectedRows;
  const sent = await sendTickets(desk, options, showProgress(process.stderr, 'tickets', sendable));
  const rejections = [...check.rejections, ...sent.rejections].sort((left, right) => left.row - right.row);
  process.stdout.write(`${reportLines(options, check, sent).join('\n')}\n`);
  for (const line of rejectionLines(rejections, options.rejects !== undefined)) process.stderr.write(`${line}\n`);
  if (options.rejects !== undefined) await writeRejections(options.rejects, rejections);
  const rejected = check.rejectedRows + sent.counts.rejected;
  if (rejected === 0) return;
  throw new ImportProblem(
    `${rejected} of ${check.rows} rows ${options.dryRun ? 'would be' : 'were'} rejected; correct them and run the same command again.`,
  );
}
