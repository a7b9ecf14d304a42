import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { FileRejected } from '../file-rejected.js';
import { readDraft } from '../read-file.js';
import { toDocument } from '../to-document.js';
import { type ReadReply, type ReadRequest, ready } from './messages.js';

// The process that reads files, one after another: what a file does to it, the import survives.

const longestReason = 500;

// What is inflated lies outside of V8's heap, so no option of Node bounds it: a thread looks, whatever this one does.
const [maxMegabytes = ''] = process.argv.slice(2);
new Worker(new URL('./memory-watch.js', import.meta.url), { workerData: Number(maxMegabytes) * 1_000_000 }).unref();

process.on('message', (request: ReadRequest) => void answer(request));
process.once('disconnect', () => process.exit());
// A terminal's Ctrl-C reaches this process too; the import decides when it ends.
process.on('SIGINT', () => undefined);
process.send?.(ready);

async function answer(request: ReadRequest): Promise<void> {
  process.send?.(await read(request));
}

async function read({ folder, path, defaults }: ReadRequest): Promise<ReadReply> {
  try {
    return { document: await toDocument(path, await readDraft(join(folder, path)), defaults) };
  } catch (error) {
    if (error instanceof FileRejected) return { rejected: error.message.slice(0, longestReason) };
    return { failed: String((error as Error).stack) };
  }
}
