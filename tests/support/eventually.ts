import { setTimeout as pause } from 'node:timers/promises';

/** Repeats an assertion until it holds; after `timeoutMs` its last error is thrown. For what nothing announces. */
export async function eventually(assertion: () => Promise<unknown>, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(20);
    }
  }
}
