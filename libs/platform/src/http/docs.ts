import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { routes } from '@driftdesk/contracts';
import type { FastifyInstance } from 'fastify';
import { publicAccess } from '../access/guard-routes.js';
import { openApiDocument } from './openapi.js';

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Driftdesk API</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="ui"></div><script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script></body>
</html>
`;

/** A file of its own: the page's policy allows no script in it. */
const startScript = "SwaggerUIBundle({ url: '/docs/openapi.json', dom_id: '#ui', deepLinking: true });\n";

/** Swagger UI sets styles in its markup and has pictures in its style sheet. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** Documentation says nothing of anybody. */
const open = { config: { access: publicAccess } };

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** Serves the documentation of the routes at /docs, and the way there from /. */
export function serveDocs(server: FastifyInstance, version: string): void {
  const document = JSON.stringify(openApiDocument(routes, version));
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  server.get('/', open, (_request, reply) => reply.redirect('/docs'));
  server.get('/docs', open, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy).send(page),
  );
  server.get('/docs/start.js', open, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(startScript),
  );
  server.get('/docs/openapi.json', open, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document),
  );
  for (const [name, contentType] of Object.entries(assets)) {
    server.get(`/docs/${name}`, open, async (_request, reply) =>
      reply.type(contentType).send(await readFile(join(folder, name))),
    );
  }
}
