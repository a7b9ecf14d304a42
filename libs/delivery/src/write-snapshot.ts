import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Example } from '@driftdesk/contracts';

/** Writes a data snapshot: JSON lines of examples. @returns how many; rejects when the signal ends it */
export async function writeSnapshot(
  path: string,
  examples: AsyncIterable<Example> | Iterable<Example>,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0;
  async function* lines() {
    for await (const example of examples) {
      count += 1;
      yield `${JSON.stringify(example)}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path), signal === undefined ? {} : { signal });
  return count;
}
