import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createMetrics } from '../metrics.js';
import { createServer } from './server.js';

describe('10,000 requests that have nothing in common', () => {
  it('make one series of a metric for each route and status, and one bounded log line each', async () => {
    const lines: string[] = [];
    const metrics = createMetrics();
    const server = createServer(pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }), metrics);
    server.get('/v1/tickets/:id', () => 'x');
    for (let n = 0; n < 10_000; n += 1) {
      const url = n % 2 === 0 ? `/v1/tickets/${n}?secret=${n}` : `/${'x'.repeat(10_000)}/${n}`;
      const correlation = n % 3 === 0 ? 'x'.repeat(10_000) : `stranger-${n}`;
      await server.inject({ url, headers: { 'x-correlation-id': correlation, 'user-agent': `agent-${n}` } });
    }
    const { values } = await metrics.httpSeconds.get();
    const series = new Set(values.map(({ labels: { method, route, status } }) => `${method} ${route} ${status}`));
    expect([...series].sort()).toEqual(['GET /v1/tickets/:id 200', 'GET unknown 404']);
    expect(lines).toHaveLength(10_000);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(700);
    await server.close();
  });
});
