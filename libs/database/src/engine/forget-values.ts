/** What PostgreSQL says of a statement that failed, as its clients hand it on. */
export interface PostgresError extends Error {
  /** SQLSTATE, five characters; the first two are its class. */
  readonly code?: string | undefined;
  detail?: string | undefined;
  where?: string | undefined;
}

/** Class 22 of SQLSTATE, whose messages quote the value that did not fit. */
const dataException = '22';

/**
 * Takes the values out of an error: errors are logged, and a value may be a ticket's text. What is wrong, with which
 * column or constraint, stays.
 */
export function forgetValues(error: PostgresError): void {
  const { message, stack, code, detail } = error;
  if (code?.startsWith(dataException)) {
    error.message = message.replace(/".*"/s, '"…"');
    error.stack = stack?.replace(message, () => error.message);
  }
  // "Failing row contains (…)", "Key (id)=(…) already exists": of these, the names of the columns.
  error.detail = /^Key \([^)]*\)/.exec(detail ?? '')?.[0];
  // "JSON data, line 1: …"
  error.where = undefined;
  // PGlite adds the parameters to its errors after this; they are not to be had.
  Object.defineProperty(error, 'params', { get: () => undefined, set: () => undefined });
}
