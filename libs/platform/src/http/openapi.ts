import type { ResponseDefinition, RouteDefinition } from '@driftdesk/contracts';
import { z } from 'zod';

/** The OpenAPI 3.1 document of the routes, from the same constants that serve them. */
export function openApiDocument(routes: readonly RouteDefinition[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Driftdesk', version, description: 'Errors are RFC 9457 problem details.' },
    paths,
  };
}

function operation(route: RouteDefinition) {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...parameters(route.headers, 'header'),
    ],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } },
        }),
    responses: Object.fromEntries(
      Object.entries(route.responses).map(([status, response]) => [status, toResponse(response)]),
    ),
  };
}

function parameters(schema: z.ZodType | undefined, location: 'path' | 'query' | 'header') {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: location,
    required: location === 'path' || required.includes(name),
    schema: property,
  }));
}

function toResponse({ description, schema, contentType = 'application/json' }: ResponseDefinition) {
  if (schema === undefined && contentType === 'application/json') return { description };
  const content = schema === undefined ? { schema: { type: 'string' } } : { schema: jsonSchema(schema, 'output') };
  return { description, content: { [contentType]: content } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
