import type { OpenedDesk } from '../target.js';
import { FileRejected } from './file-rejected.js';
import { describeReport, type ImportReport } from './import-report.js';
import type { FileList } from './list-files.js';
import { createProgress } from './progress.js';
import { createDocumentReader, type DocumentReader } from './reading/document-reader.js';
import { syncDocument } from './sync-document.js';
import type { ImportDefaults } from './to-document.js';

export interface FolderImport {
  readonly folder: string;
  readonly dryRun: boolean;
  readonly defaults: ImportDefaults;
}

/** Makes the desk's documents as the files of a folder are, one after another, and writes what became of them. */
export async function importFolder(opened: OpenedDesk, files: FileList, options: FolderImport): Promise<ImportReport> {
  const report: ImportReport = {
    counts: { created: 0, updated: 0, unchanged: 0 },
    rejected: [...files.unreadable],
    warnings: new Map(),
    skipped: files.skipped,
  };
  const reader = createDocumentReader();
  const showDone = createProgress(process.stderr, 'Files', files.paths.length);
  try {
    let done = 0;
    for await (const file of readAhead(reader, files.paths, options)) {
      await importFile(opened, file, options, report);
      showDone((done += 1));
    }
  } finally {
    reader.close();
    // Also when the desk went away in the middle: what was done is done.
    process.stdout.write(describeReport(report, options.dryRun));
  }
  return report;
}

type ReadFile = Awaited<ReturnType<DocumentReader['read']>> & { readonly path: string };

/** Each file's document, while the next one is being read already. */
async function* readAhead(
  reader: DocumentReader,
  paths: readonly string[],
  { folder, defaults }: FolderImport,
): AsyncGenerator<ReadFile> {
  const read = async (path: string): Promise<ReadFile> => ({
    path,
    ...(await reader.read({ folder, path, defaults })),
  });
  const settled = (path: string | undefined) => (path === undefined ? undefined : Promise.allSettled([read(path)]));
  let next = settled(paths[0]);
  for (let index = 1; next !== undefined; index += 1) {
    const [current] = await next;
    if (current.status === 'rejected') throw current.reason;
    next = settled(paths[index]);
    yield current.value;
  }
}

async function importFile(opened: OpenedDesk, file: ReadFile, { dryRun }: FolderImport, report: ImportReport) {
  const { path } = file;
  if ('rejected' in file) {
    report.rejected.push({ path, reason: file.rejected });
    return;
  }
  try {
    const { change, warnings } = await syncDocument(opened, file.document, dryRun);
    report.counts[change] += 1;
    for (const warning of warnings) report.warnings.set(warning, [...(report.warnings.get(warning) ?? []), path]);
  } catch (error) {
    if (!(error instanceof FileRejected)) throw error;
    report.rejected.push({ path, reason: error.message });
  }
}
