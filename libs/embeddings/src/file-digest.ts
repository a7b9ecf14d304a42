import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** Digests by file, size and time of change: a start checks the embedding model and then opens it. */
const known = new Map<string, Promise<string>>();

/** sha256 of a file, hex; read once as long as the file is not written. */
export async function fileSha256(path: string): Promise<string> {
  const { size, mtimeMs, ino } = await stat(path);
  const key = JSON.stringify([path, size, mtimeMs, ino]);
  const digest = known.get(key) ?? readDigest(path);
  known.set(key, digest);
  // A read that failed may succeed the next time.
  digest.catch(() => known.delete(key));
  return digest;
}

/** In pieces, so that a large model neither fills memory nor stops the event loop. */
async function readDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}
