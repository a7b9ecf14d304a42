import {
  problems,
  type ResponseDefinition,
  type RouteAccess,
  routeAccess,
  type RouteDefinition,
} from '@driftdesk/contracts';
import { z } from 'zod';

/** The OpenAPI 3.2 document of the routes (3.2 knows what events a stream has), from the same constants that serve them. */
export function openApiDocument(routes: readonly RouteDefinition[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.2.0',
    info: { title: 'Driftdesk', version, description: 'Errors are RFC 9457 problem details.' },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An access token, or an API key.' } },
    },
    paths,
  };
}

/** What every route that asks who calls may reply besides, as the guard does. */
const refusals = problems(401, 403, 429);

/** What every route that changes something may reply besides. */
const diskFull = problems(507);

function operation(route: RouteDefinition) {
  const access = routeAccess[route.id] ?? { roles: 'public' };
  const responses = {
    ...route.responses,
    ...(access.roles === 'public' ? {} : refusals),
    ...(route.method === 'GET' ? {} : diskFull),
  };
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.tag],
    ...security(access),
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
      Object.entries(responses).map(([status, response]) => [status, toResponse(response)]),
    ),
  };
}

function security({ roles, scope }: RouteAccess) {
  if (roles === 'public') return { security: [] };
  return { security: [{ bearer: [] }], 'x-roles': roles, ...(scope === undefined ? {} : { 'x-scope': scope }) };
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

function toResponse({ description, schema, events, contentType = 'application/json' }: ResponseDefinition) {
  if (events !== undefined) return { description, content: { [contentType]: { itemSchema: eventSchema(events) } } };
  if (schema === undefined && contentType === 'application/json') return { description };
  const content = schema === undefined ? { schema: { type: 'string' } } : { schema: jsonSchema(schema, 'output') };
  return { description, content: { [contentType]: content } };
}

/** A server-sent event as OpenAPI 3.2 describes one (https://spec.openapis.org/oas/v3.2.0.html, 4.14.4). */
function eventSchema(events: Readonly<Record<string, z.ZodType>>) {
  return {
    oneOf: Object.entries(events).map(([name, data]) => ({
      type: 'object',
      required: ['event', 'data'],
      properties: {
        event: { const: name },
        data: { type: 'string', contentMediaType: 'application/json', contentSchema: jsonSchema(data, 'output') },
      },
    })),
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
