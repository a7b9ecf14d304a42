import { routes } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createMetrics } from '../metrics.js';
import { serveDocs } from './docs.js';
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

describe('a slash at the end of a path', () => {
  it('says nothing: each route is found with and without it', async () => {
    const server = createServer(pino({ level: 'silent' }), createMetrics());
    serveDocs(server, '1.2.3');
    for (const { method, path } of routes) server.route({ method, url: path, handler: () => path });
    for (const path of ['/docs', '/docs/openapi.json', '/docs/start.js', ...routes.map((route) => route.path)]) {
      const asked = path.replaceAll(/:\w+/g, 'x');
      const { method } = routes.find((route) => route.path === path) ?? { method: 'GET' };
      const [bare, slashed] = await Promise.all(
        [asked, `${asked}/`].map((url) => server.inject({ method, url, ...(method === 'GET' ? {} : { payload: {} }) })),
      );
      expect([path, bare?.statusCode]).toEqual([path, 200]);
      expect([path, slashed?.statusCode, slashed?.body]).toEqual([path, 200, bare?.body]);
    }
    await server.close();
  });
});
