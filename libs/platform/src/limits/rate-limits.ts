import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from '../http/problem.js';

/** Requests in a minute; none: as many as come. */
export interface RateLimits {
  /** Of one address, whoever it says it is; proofs that fail count here. */
  readonly perAddress?: number | undefined;
  /** Of one user or API key, from wherever. */
  readonly perCaller?: number | undefined;
}

/** Counts a request; refuses it beyond the limit. */
export type Spend = (request: FastifyRequest) => Promise<void>;

/** How long a count lasts. */
const timeWindow = 60_000;
/** So many addresses and callers are counted at once; the one longest quiet is forgotten for a new one. */
const counted = 20_000;

/** Makes the counters of a server: one by address, one by caller. Requests that were refused count as well. */
export async function createRateLimits(
  server: FastifyInstance,
  { perAddress, perCaller }: RateLimits,
): Promise<{ spendAddress: Spend; spendCaller: Spend }> {
  await server.register(rateLimit, { global: false, cache: counted });
  const counter = (max: number | undefined, keyGenerator?: (request: FastifyRequest) => string): Spend => {
    if (max === undefined) return () => Promise.resolve();
    const count = server.createRateLimit({ max, timeWindow, ...(keyGenerator === undefined ? {} : { keyGenerator }) });
    return async (request) => {
      const counted = await count(request);
      if (counted.isAllowed || !counted.isExceeded) return;
      throw tooManyRequests(`At most ${max} requests a minute.`, counted.ttlInSeconds);
    };
  };
  return { spendAddress: counter(perAddress), spendCaller: counter(perCaller, ({ caller }) => caller?.id ?? 'nobody') };
}

/** A 429 that says when to come back. */
export function tooManyRequests(detail: string, seconds: number): HttpProblem {
  const wait = Math.max(1, Math.ceil(seconds));
  const headers = { 'retry-after': String(wait) };
  return new HttpProblem(429, 'too_many_requests', `${detail} Come back in ${wait} s.`, undefined, headers);
}
