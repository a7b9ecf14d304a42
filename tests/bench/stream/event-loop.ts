import { monitorEventLoopDelay } from 'node:perf_hooks';

const nanosecondsPerMs = 1e6;

/** How long the event loop was held at most while something ran, in milliseconds; its clock ticks once in one. */
export async function longestHold(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / nanosecondsPerMs;
}
