import { z } from 'zod';
import { HttpProblem } from './problem.js';

/** The last row of a page in an order by time, then id. */
export interface Cursor {
  readonly at: Date;
  readonly id: string;
}

// PostgreSQL knows no year 0.
const time = z.iso.datetime().refine((value) => !value.startsWith('0000'));
const cursorSchema = z.tuple([time, z.uuid()]);

export function encodeCursor({ at, id }: Cursor): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url');
}

/** @throws HttpProblem 400 when it is not a cursor that a page returned */
export function decodeCursor(cursor: string): Cursor {
  const [at, id] = parse(cursor, cursorSchema);
  return { at: new Date(at), id };
}

/** As many digits as a PostgreSQL bigint holds in any case. */
const serialSchema = z.string().regex(/^\d{1,18}$/);

/** The last row of a page in an order by a serial number. */
export function encodeSerialCursor(id: bigint): string {
  return Buffer.from(JSON.stringify(String(id))).toString('base64url');
}

/** @throws HttpProblem 400 when it is not a cursor that a page returned */
export function decodeSerialCursor(cursor: string): bigint {
  return BigInt(parse(cursor, serialSchema));
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
