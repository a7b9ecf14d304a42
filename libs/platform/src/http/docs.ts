import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { routes } from '@driftdesk/contracts';
import type { FastifyInstance } from 'fastify';
import { openApiDocument } from './openapi.js';

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Driftdesk API</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="ui"></div><script src="/docs/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: '/docs/openapi.json', dom_id: '#ui', deepLinking: true });</script></body>
</html>
`;

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** Serves the documentation of the routes at /docs, and the way there from /. */
export function serveDocs(server: FastifyInstance, version: string): void {
  const document = JSON.stringify(openApiDocument(routes, version));
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  server.get('/', (_request, reply) => reply.redirect('/docs'));
  server.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  server.get('/docs/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(document));
  for (const [name, contentType] of Object.entries(assets)) {
    server.get(`/docs/${name}`, async (_request, reply) =>
      reply.type(contentType).send(await readFile(join(folder, name))),
    );
  }
}
