/** What `work` resolves to; once `signal` is aborted, its reason is thrown instead, and work in hand goes on unheard. */
export async function unlessAborted<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  signal.throwIfAborted();
  const listening = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    const options = { once: true, signal: listening.signal };
    signal.addEventListener('abort', () => reject(signal.reason as Error), options);
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    listening.abort();
  }
}
