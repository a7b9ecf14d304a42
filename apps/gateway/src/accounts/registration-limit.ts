import { tooManyRequests } from '@driftdesk/platform';
import { Injectable } from '@nestjs/common';
import { type IRateLimiterRes, RateLimiterMemory } from 'rate-limiter-flexible';

/** Few accounts an hour from one address: each costs a password hash, and may ask for tickets of its own. */
@Injectable()
export class RegistrationLimit {
  private readonly registrations = new RateLimiterMemory({ points: 20, duration: 60 * 60 });

  /** @throws HttpProblem 429 */
  async spend(address: string): Promise<void> {
    await this.registrations.consume(address).catch((refusal: Error | IRateLimiterRes) => {
      if (refusal instanceof Error) throw refusal;
      throw tooManyRequests('Too many registrations from your address.', (refusal.msBeforeNext ?? 0) / 1000);
    });
  }
}
