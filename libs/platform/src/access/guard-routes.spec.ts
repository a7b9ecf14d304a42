import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createServer } from '../http/server.js';
import { protectServer } from '../limits/protect-server.js';
import { createMetrics } from '../metrics.js';
import type { AccessControl } from './access-control.js';

const access: AccessControl = {
  authenticate: () => Promise.resolve({ id: 'ada', role: 'requester' }),
  vouch: () => Promise.resolve({}),
};

describe('a guarded server', () => {
  it('mounts no route that is in no row of the table', async () => {
    const server = createServer(pino({ level: 'silent' }), createMetrics());
    await protectServer(server, { access, rates: {} });
    expect(() => server.get('/v1/secrets', () => 'x')).toThrow('GET /v1/secrets is in no row of routeAccess');
    expect(() => server.route({ method: ['GET', 'POST'], url: '/v1/users', handler: () => 'x' })).toThrow('no row');
    await server.close();
  });

  it('asks before it reads a body, and lets nobody do more than his row says', async () => {
    const server = createServer(pino({ level: 'silent' }), createMetrics());
    await protectServer(server, { access, rates: {} });
    server.post('/v1/users', () => 'made');
    server.get('/v1/tickets', ({ caller }) => caller?.id);
    server.get('/health/live', ({ caller }) => String(caller));
    const ask = async (method: 'GET' | 'HEAD' | 'POST', url: string) => {
      const { statusCode, body } = await server.inject({ method, url, payload: method === 'POST' ? '{' : undefined });
      return [statusCode, body];
    };
    expect((await ask('POST', '/v1/users'))[1]).toContain('This is for admin');
    expect(await ask('GET', '/v1/tickets')).toEqual([200, 'ada']);
    expect(await ask('HEAD', '/v1/tickets')).toEqual([200, '']);
    expect(await ask('GET', '/health/live')).toEqual([200, 'null']);
    await server.close();
  });
});
