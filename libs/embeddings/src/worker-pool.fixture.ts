import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerReply, WorkerRequest } from './worker-protocol.js';

/** What the tests tell the stand-in worker; `flags` is shared memory: [deaths so far, 1 when `wait` may go on]. */
export interface FixtureData {
  readonly flags: Int32Array;
  readonly unusable?: string;
}

/** A text's vector is its length; some texts kill the thread, block it or are refused. */
function encode(text: string, flags: Int32Array): Float32Array {
  if (text === 'die once' && Atomics.add(flags, 0, 1) === 0) process.exit(7);
  if (text === 'die') throw new Error('out of memory, says the fixture');
  if (text.startsWith('wait')) Atomics.wait(flags, 1, 0);
  return Float32Array.of(text.length);
}

const { flags, unusable } = workerData as FixtureData;
const port = parentPort!;
const reply = (message: WorkerReply) => port.postMessage(message);
if (unusable) {
  reply({ type: 'unusable', reason: unusable });
} else {
  port.on('message', (request: WorkerRequest) => {
    if (request.type === 'close') port.close();
    else if (request.texts.includes('refuse')) reply({ type: 'refused', reason: 'not this text' });
    else reply({ type: 'vectors', vectors: request.texts.map((text) => encode(text, flags)) });
  });
  reply({ type: 'ready', dimensions: 1 });
}
