import { z } from 'zod';
import { HttpProblem } from './problem.js';

/** As many digits as a PostgreSQL bigint holds in any case. */
const serialSchema = z.string().regex(/^\d{1,18}$/);

/** The `nextCursor` of a page in an order by a serial number: that of its last row, or nothing after the last page. */
export function encodeSerialCursor(serial: bigint | undefined): string | null {
  return serial === undefined ? null : encode(String(serial));
}

/** @throws HttpProblem 400 when it is not a cursor that a page returned */
export function decodeSerialCursor(cursor: string | undefined): bigint | undefined {
  return cursor === undefined ? undefined : BigInt(parse(cursor, serialSchema));
}

/** A name may look like a number; a prefix keeps the two kinds of cursors apart. */
const nameSchema = z
  .string()
  .max(200)
  .regex(/^name:[^\0]+$/)
  .transform((value) => value.slice('name:'.length));

/** The `nextCursor` of a page in an order by unique names. */
export function encodeNameCursor(name: string | undefined): string | null {
  return name === undefined ? null : encode(`name:${name}`);
}

/** @throws HttpProblem 400 when it is not a cursor that a page returned */
export function decodeNameCursor(cursor: string | undefined): string | undefined {
  return cursor === undefined ? undefined : parse(cursor, nameSchema);
}

function encode(value: string): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function parse<Content>(cursor: string, schema: z.ZodType<Content>): Content {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new HttpProblem(400, 'invalid_cursor', 'The cursor is not one that a page returned as nextCursor.', [
      { field: 'query.cursor', message: 'is not a cursor' },
    ]);
  }
}
