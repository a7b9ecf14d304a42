import { v7 as uuidv7 } from 'uuid';
import { Gate } from './gate.js';

/** One life of a transport, from its start to its end. */
export interface Run {
  readonly id: string;
  /** All deliveries of the transport pass it: what may have killed the process is handled while nothing else is. */
  readonly gate: Gate;
  /** By the monotonic clock, in milliseconds. */
  readonly startedAt: number;
}

export function beginRun(): Run {
  return { id: uuidv7(), gate: new Gate(), startedAt: performance.now() };
}
