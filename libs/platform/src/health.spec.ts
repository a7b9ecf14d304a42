import { describe, expect, it } from '@jest/globals';
import { HealthChecks } from './health.js';

describe('readiness', () => {
  it('is up while nothing is registered', async () => {
    expect(await new HealthChecks().report()).toEqual({ status: 'up', checks: {} });
  });

  it('is as good as its worst part, and tells of each', async () => {
    const health = new HealthChecks();
    health.register('store', () => ({ status: 'up' }));
    expect((await health.report()).status).toBe('up');
    health.register('models', () => Promise.resolve({ status: 'degraded', detail: 'No model is loaded.' }));
    expect((await health.report()).status).toBe('degraded');
    health.register('queue', () => ({ status: 'down' }));
    expect(await health.report()).toEqual({
      status: 'down',
      checks: {
        store: { status: 'up' },
        models: { status: 'degraded', detail: 'No model is loaded.' },
        queue: { status: 'down' },
      },
    });
  });

  it('is down when a part cannot even be asked, whichever way it fails', async () => {
    const health = new HealthChecks();
    health.register('sync', () => {
      throw new Error('closed');
    });
    health.register('async', () => Promise.reject(new Error('gone')));
    expect((await health.report()).checks).toEqual({
      sync: { status: 'down', detail: 'closed' },
      async: { status: 'down', detail: 'gone' },
    });
  });
});
