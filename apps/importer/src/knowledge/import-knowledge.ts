import { parseArgs } from 'node:util';
import { label, languageSchema } from '@driftdesk/contracts';
import type { z } from 'zod';
import { ImportProblem } from '../import-problem.js';
import { openDesk, targetOptions, targetUsage } from '../target.js';
import { importFolder } from './import-folder.js';
import { listFiles } from './list-files.js';

export const usage = `Usage: npm run import -- knowledge --dir FOLDER [options]
  --dir FOLDER         Markdown, HTML, text and PDF files (.md .markdown .html .htm .txt .pdf), subfolders included
  --language xx        the language of files that do not say it; detected when absent
  --queue QUEUE        the queue of files that do not say it
${targetUsage}`;

/**
 * `npm run import -- knowledge`: a folder of articles into a running desk. What is there already stays, so an import
 * that was interrupted goes on when it is called again.
 * @throws ImportProblem when it cannot go on, or a file was rejected
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...targetOptions,
      dir: { type: 'string' },
      language: { type: 'string' },
      queue: { type: 'string' },
    },
  });
  const { dir, url, yes, 'key-file': keyFile, 'dry-run': dryRun } = values;
  if (dir === undefined) throw new ImportProblem(usage);
  const language = check('--language', languageSchema.optional(), values.language);
  const queue = check('--queue', label.optional(), values.queue);
  const files = await listFiles(dir);
  const opened = await openDesk({ url, keyFile, yes, dryRun });
  const report = await importFolder(opened, files, { folder: dir, dryRun, defaults: { language, queue } });
  const { rejected, counts } = report;
  if (rejected.length === 0) return;
  const all = rejected.length + counts.created + counts.updated + counts.unchanged;
  throw new ImportProblem(
    `${rejected.length} of ${all} files were rejected. Mend them and call the import again: the others stay as they are.`,
  );
}

function check<Value>(option: string, schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ImportProblem(`${option} ${String(value)}: ${parsed.error.issues[0]?.message ?? 'is not valid'}.`);
}
