import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from './access/access-control.js';

const storage = new AsyncLocalStorage<{ readonly correlationId: string; caller?: Caller }>();

/** Runs `work` with a correlation id that every log line below it carries. */
export function withCorrelation<Result>(correlationId: string, work: () => Result): Result {
  return storage.run({ correlationId }, work);
}

export function currentCorrelationId(): string | undefined {
  return storage.getStore()?.correlationId;
}

/** Keeps who sent the request in hand, for what is asked of other parts of the desk on his behalf. */
export function rememberCaller(caller: Caller): void {
  const context = storage.getStore();
  if (context !== undefined) context.caller = caller;
}

export function currentCaller(): Caller | undefined {
  return storage.getStore()?.caller;
}
