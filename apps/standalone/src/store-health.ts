import { DATABASE, type Database } from '@driftdesk/database';
import { HealthChecks } from '@driftdesk/platform';
import { Inject, Injectable } from '@nestjs/common';

/** The store's part in readiness. */
@Injectable()
export class StoreHealth {
  constructor(health: HealthChecks, @Inject(DATABASE) database: Database) {
    health.register('store', () => {
      const unavailable = database.unavailable();
      if (unavailable === undefined) return { status: 'up' };
      return { status: unavailable.reason === 'full' ? 'degraded' : 'down', detail: unavailable.message };
    });
  }
}
