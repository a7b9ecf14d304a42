import { parentPort, workerData } from 'node:worker_threads';
import { type ExitFlags, whileBusy } from './exit-guard.js';
import type { ModelFolder } from './model-folder.js';
import { loadSentenceEncoder, type SentenceEncoder } from './sentence-encoder.js';
import type { WorkerReply, WorkerRequest } from './worker-protocol.js';
import { yieldProcessor } from './yield-processor.js';

/** What the thread is started with. */
export interface WorkerData {
  readonly model: ModelFolder;
  readonly exitFlags: ExitFlags;
}

/** The thread's whole life: load the model, answer units one after the other, release the model. */
async function main(port: NonNullable<typeof parentPort>, { model, exitFlags }: WorkerData): Promise<void> {
  const reply = (message: WorkerReply, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  yieldProcessor();
  let encoder: SentenceEncoder;
  try {
    encoder = await whileBusy(exitFlags, () => loadSentenceEncoder(model));
  } catch (error) {
    reply({ type: 'unusable', reason: messageOf(error) });
    return;
  }
  let previous: Promise<void> = Promise.resolve();
  port.on('message', (request: WorkerRequest) => {
    previous = previous.then(() => (request.type === 'close' ? close(encoder) : encodeUnit(encoder, request.texts)));
  });
  reply({ type: 'ready', dimensions: encoder.dimensions });

  async function encodeUnit({ encode }: SentenceEncoder, texts: readonly string[]): Promise<void> {
    try {
      const vectors: Float32Array[] = [];
      for (const text of texts) vectors.push(await whileBusy(exitFlags, () => encode(text)));
      reply(
        { type: 'vectors', vectors },
        vectors.map((vector) => vector.buffer as ArrayBuffer),
      );
    } catch (error) {
      reply({ type: 'refused', reason: messageOf(error) });
    }
  }

  async function close({ release }: SentenceEncoder): Promise<void> {
    await whileBusy(exitFlags, release);
    port.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

if (!parentPort) throw new Error('The embedding worker runs in a worker thread only.');
await main(parentPort, workerData as WorkerData);
