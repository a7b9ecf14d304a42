import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Example } from '@driftdesk/contracts';

/** A data snapshot on disk. */
export interface WrittenSnapshot {
  readonly examples: number;
  /** sha256 of the file, hex. */
  readonly digest: string;
}

/** Writes a data snapshot: JSON lines of examples. Rejects when the signal ends it. */
export async function writeSnapshot(
  path: string,
  examples: AsyncIterable<Example> | Iterable<Example>,
  signal?: AbortSignal,
): Promise<WrittenSnapshot> {
  const hash = createHash('sha256');
  let count = 0;
  async function* lines() {
    for await (const example of examples) {
      const line = `${JSON.stringify(example)}\n`;
      hash.update(line);
      count += 1;
      yield line;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path), signal === undefined ? {} : { signal });
  return { examples: count, digest: hash.digest('hex') };
}
