import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { label, languageSchema } from '@driftdesk/contracts';
import type { z } from 'zod';
import { createDeskClient, defaultDeskUrl, type DeskClient, readKey } from '@driftdesk/desk-client';
import { ImportProblem } from '../import-problem.js';
import { FileRejected } from './file-rejected.js';
import { describeReport, type ImportReport } from './import-report.js';
import { listFiles } from './list-files.js';
import { createProgress } from './progress.js';
import { readDraft } from './read-file.js';
import { syncDocument } from './sync-document.js';
import { type ImportDefaults, toDocument } from './to-document.js';

interface ImportOptions extends ImportDefaults {
  readonly folder: string;
  readonly dryRun: boolean;
}

/**
 * `npm run import -- knowledge`: a folder of articles into a running desk. What is there already stays, so an import
 * that was interrupted goes on when it is called again.
 * @throws ImportProblem when it cannot go on, or a file was rejected
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      url: { type: 'string', default: defaultDeskUrl },
      'key-file': { type: 'string' },
      language: { type: 'string' },
      queue: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  const { dir, url, 'dry-run': dryRun } = values;
  if (dir === undefined) {
    throw new ImportProblem(
      'Usage: npm run import -- knowledge --dir FOLDER [--url URL] [--key-file FILE] [--language xx] [--queue QUEUE] [--dry-run]',
    );
  }
  const language = check('--language', languageSchema.optional(), values.language);
  const queue = check('--queue', label.optional(), values.queue);
  const desk = createDeskClient(url, { key: await readKey(values['key-file']) });
  const { rejected, counts } = await importFolder(desk, { folder: dir, dryRun, language, queue });
  if (rejected.length > 0) {
    const files = rejected.length + counts.created + counts.updated + counts.unchanged;
    throw new ImportProblem(
      `${rejected.length} of ${files} files were rejected. Mend them and call the import again: the others stay as they are.`,
    );
  }
}

function check<Value>(option: string, schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ImportProblem(`${option} ${String(value)}: ${parsed.error.issues[0]?.message ?? 'is not valid'}.`);
}

async function importFolder(desk: DeskClient, options: ImportOptions): Promise<ImportReport> {
  const { paths, skipped, unreadable } = await listFiles(options.folder);
  const report: ImportReport = { counts: { created: 0, updated: 0, unchanged: 0 }, rejected: [...unreadable], skipped };
  const showDone = createProgress(process.stderr, 'Files', paths.length);
  try {
    for (const [index, path] of paths.entries()) {
      await importFile(desk, path, options, report);
      showDone(index + 1);
    }
  } finally {
    // Also when the desk went away in the middle: what was done is done.
    process.stdout.write(describeReport(report, options.dryRun));
  }
  return report;
}

async function importFile(desk: DeskClient, path: string, options: ImportOptions, report: ImportReport): Promise<void> {
  try {
    const draft = await readDraft(join(options.folder, path));
    const change = await syncDocument(desk, await toDocument(path, draft, options), options.dryRun);
    report.counts[change] += 1;
  } catch (error) {
    if (!(error instanceof FileRejected)) throw error;
    report.rejected.push({ path, reason: error.message });
  }
}
