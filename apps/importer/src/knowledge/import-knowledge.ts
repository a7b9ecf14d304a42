import { parseArgs } from 'node:util';
import { label, languageSchema } from '@driftdesk/contracts';
import type { z } from 'zod';
import { createDeskClient, defaultDeskUrl, readKey } from '@driftdesk/desk-client';
import { ImportProblem } from '../import-problem.js';
import { importFolder } from './import-folder.js';
import { listFiles } from './list-files.js';

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
  const files = await listFiles(dir);
  const defaults = { language, queue };
  const { rejected, counts } = await importFolder(desk, files, { folder: dir, dryRun, defaults });
  if (rejected.length > 0) {
    const all = rejected.length + counts.created + counts.updated + counts.unchanged;
    throw new ImportProblem(
      `${rejected.length} of ${all} files were rejected. Mend them and call the import again: the others stay as they are.`,
    );
  }
}

function check<Value>(option: string, schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ImportProblem(`${option} ${String(value)}: ${parsed.error.issues[0]?.message ?? 'is not valid'}.`);
}
