import { z } from 'zod';
import { problemSchema } from './problem.js';
import type { ResponseDefinition } from './route.js';

export const maxPageSize = 200;

/** Cursor pagination: `cursor` is what the page before returned as `nextCursor`. */
export const pageQuery = {
  cursor: z.string().min(1).max(500).optional(),
  limit: z.coerce
    .number()
    .pipe(z.int().min(1).max(maxPageSize))
    .default(50)
    // Of what comes as text, the document says what it must be a number of.
    .meta({ type: 'integer', minimum: 1, maximum: maxPageSize, default: 50 }),
};

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** The problem responses of a route, by status. */
export function problems(...statuses: readonly number[]): Record<number, ResponseDefinition> {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: problemTitles[status] ?? 'problem',
        schema: problemSchema,
        contentType: 'application/problem+json',
      },
    ]),
  );
}

const problemTitles: Readonly<Record<number, string>> = {
  400: 'Malformed or invalid request',
  401: 'Nobody proved who calls',
  403: 'The caller may not do that',
  404: 'Not found',
  409: 'Conflict with the present state',
  413: 'Body too large',
  415: 'Unsupported media type',
  429: 'Too many requests; Retry-After says when to come back',
  503: 'A part that the answer needs is not available',
  507: 'The disk of the desk is full: nothing new is stored until space is free again; so reads that the audit records are refused, too',
};
