import type { RouteDefinition } from '@driftdesk/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { HttpProblem } from './problem.js';

type Errors = { field: string; message: string }[];

/** Parses every part of a request that its route declares. @throws HttpProblem 400 naming each wrong field */
export function parseRequest(route: RouteDefinition, request: FastifyRequest): Record<string, unknown> {
  const errors: Errors = [];
  const parsed = {
    params: parsePart(route.params, request.params, 'path', errors),
    query: parsePart(route.query, request.query, 'query', errors),
    headers: parsePart(route.headers, request.headers, 'header', errors),
    body: parsePart(route.body, request.body, 'body', errors),
  };
  if (errors.length === 0) return parsed;
  const named = errors.map((error) => `${error.field}: ${error.message}`).join('; ');
  throw new HttpProblem(400, 'invalid_request', `The request is not valid. ${named}`, errors);
}

function parsePart(schema: z.ZodType | undefined, value: unknown, part: string, errors: Errors): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  for (const issue of result.error.issues) errors.push(...explain(issue, part));
  return undefined;
}

// Of a union's branches the one that came furthest tells most.
function explain(issue: z.core.$ZodIssue, part: string): Errors {
  const prefix = [part, ...issue.path.map(String)];
  if (issue.code !== 'invalid_union') return [{ field: prefix.join('.'), message: issue.message }];
  const branch = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
  return branch.map((inner) => ({ field: [...prefix, ...inner.path.map(String)].join('.'), message: inner.message }));
}
