/**
 * Messaging's time: the wall clock as it was when the process began, and what has passed since by a clock that nobody
 * sets. What waits in this process therefore waits as long as it was meant to, wherever the wall clock jumps.
 */
export function now(): Date {
  return new Date(performance.timeOrigin + performance.now());
}

/**
 * The earlier of messaging's time and the wall clock, for what is deleted by its age: when somebody sets the clock ahead,
 * nothing grows old at once.
 */
export function cautiousNow(): Date {
  return new Date(Math.min(now().getTime(), Date.now()));
}
