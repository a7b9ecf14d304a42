import { readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setPriority } from 'node:os';

/** Nice value of an embedding thread: less than what serves requests, which is at 0. */
const niceness = 5;

/**
 * Lets the operating system prefer the other threads of the process to the calling one. Embedding takes every core; the
 * thread that serves HTTP and events would wait for its turn otherwise. Linux only, where a thread has a number of its own.
 */
export function yieldProcessor(): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness);
  } catch {
    // Elsewhere, or where it is forbidden, threads stay equal.
  }
}
