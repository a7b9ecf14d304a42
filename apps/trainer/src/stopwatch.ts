/** Measures consecutive steps. */
export interface Stopwatch {
  /** Seconds since the last lap, to the millisecond. */
  lap(): number;
}

/** A stopwatch that runs from now on. */
export function createStopwatch(): Stopwatch {
  let last = performance.now();
  return {
    lap() {
      const now = performance.now();
      const seconds = Math.round(now - last) / 1000;
      last = now;
      return seconds;
    },
  };
}
