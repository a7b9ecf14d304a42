import type { DeskClient } from '@driftdesk/desk-client';
import { ImportProblem } from '../import-problem.js';
import { openDesk } from '../target.js';
import { checkFile } from './check-file.js';
import { comparisonLines } from './compare-versions.js';
import { readOptions, type TicketOptions } from './options.js';
import { showProgress } from './progress.js';
import { candidateCommand, judgeVersion, promote } from './promote.js';
import { rejectionLines, reportLines, writeRejections } from './report.js';
import { type Sent, sendTickets } from './send-tickets.js';
import { trainedOn } from './train.js';

export { usage } from './options.js';

/** `tickets`: a CSV file of solved tickets becomes history that models learn from. @throws ImportProblem, DeskProblem, CsvProblem */
export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  // An unwritable file is better known before thousands of tickets are stored.
  if (options.rejects !== undefined) await writeRejections(options.rejects, []);
  const check = await checkFile(options);
  const { desk } = await openDesk(options);
  const sendable = check.rows - check.duplicates - check.rejectedRows;
  const sent = await sendTickets(desk, options, showProgress(process.stderr, 'tickets', sendable));
  const rejections = [...check.rejections, ...sent.rejections].sort((left, right) => left.row - right.row);
  process.stdout.write(`${reportLines(options, check, sent).join('\n')}\n`);
  for (const line of rejectionLines(rejections, options.rejects !== undefined)) process.stderr.write(`${line}\n`);
  if (options.rejects !== undefined) await writeRejections(options.rejects, rejections);
  if (options.train) await trainOn(desk, sent, options);
  const rejected = check.rejectedRows + sent.counts.rejected;
  if (rejected === 0) return;
  throw new ImportProblem(
    `${rejected} of ${check.rows} rows ${options.dryRun ? 'would be' : 'were'} rejected; correct them and run the same command again.`,
  );
}

async function trainOn(desk: DeskClient, { model, changedAt }: Sent, options: TicketOptions): Promise<void> {
  if (model === undefined) throw new ImportProblem('No row could be sent, so there is nothing new to train on.');
  const trained = await trainedOn(desk, model, changedAt, options.promote);
  const { version } = trained.candidate;
  if (trained.champion?.version === version) {
    process.stdout.write(`${version} has learned these tickets and serves already.\n`);
    return;
  }
  process.stdout.write(`${comparisonLines(trained).join('\n')}\n`);
  const standing = await judgeVersion(desk, trained);
  for (const { warning } of standing.forgets) process.stderr.write(`warning: ${warning}\n`);
  if (options.promote) {
    await promote(desk, trained, standing, options.forgetLabels);
    process.stdout.write(`${version} serves now.\n`);
  } else process.stdout.write(`${candidateCommand(trained, standing, options.url)}\n`);
}
