import { ZodError } from 'zod';

/** Thrown by a handler that can serve nothing yet: its consumer waits, no event is marked, none is lost. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

/** Thrown by a handler when no retry can help. */
export class Unprocessable extends Error {
  override readonly name = 'Unprocessable';
}

/** Programming and schema errors repeat on every attempt; everything else may pass. */
export function isPermanent(error: unknown): boolean {
  return (
    error instanceof Unprocessable ||
    error instanceof ZodError ||
    error instanceof TypeError ||
    error instanceof RangeError ||
    error instanceof ReferenceError ||
    error instanceof SyntaxError
  );
}

const maxReasonLength = 500;

/** One line for people; the stack goes to the log. */
export function reasonOf(error: unknown): string {
  const message = error instanceof ZodError ? zodReason(error) : error instanceof Error ? error.message : String(error);
  return message.replaceAll('\u0000', '').trim().slice(0, maxReasonLength) || 'unknown error';
}

function zodReason(error: ZodError): string {
  const issues = error.issues.map((issue) => {
    // Names of keys that no schema knows are a stranger's text.
    const message = issue.code === 'unrecognized_keys' ? 'has keys that are not in the schema' : issue.message;
    return `${issue.path.join('.') || 'payload'}: ${message}`;
  });
  return `the event does not fit its schema (${issues.join('; ')})`;
}
