/**
 * Does a piece of upkeep every so often, never twice at once. One that fails is repeated by the next: whatever is wrong
 * with the store, the statements of its users tell them.
 * @returns how to stop; resolves when nothing is at work
 */
export function every(milliseconds: number, work: () => Promise<unknown>): () => Promise<void> {
  let working: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    working ??= work()
      .catch(() => undefined)
      .finally(() => (working = undefined));
  }, milliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await working;
  };
}
