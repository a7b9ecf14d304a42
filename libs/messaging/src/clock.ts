/**
 * Messaging's time: the wall clock as it was when the process began, and what has passed since by a clock that nobody
 * sets. What waits in this process therefore waits as long as it was meant to, wherever the wall clock jumps.
 */
export function now(): Date {
  return new Date(performance.timeOrigin + performance.now());
}
