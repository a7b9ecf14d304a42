import { ZodError } from 'zod';

/** Thrown by a handler that can serve nothing yet: its consumer waits, no event is marked, none is lost. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

/** Thrown by a handler when no retry can help. */
export class Unprocessable extends Error {
  override readonly name = 'Unprocessable';
}

/** A handler did not end in time; a later attempt may. */
export class DeliveryTimedOut extends Error {
  override readonly name = 'DeliveryTimedOut';

  constructor(deadlineMs: number) {
    super(`The handling of this event did not end within ${deadlineMs / 1000} seconds.`);
  }
}

/** The process ended each time that an event was handled. */
export class NeverEnded extends Error {
  override readonly name = 'NeverEnded';

  constructor(begun: number) {
    super(
      `The handling of this event was begun ${inWords(begun)} and never ended: the process stopped each time, or was ` +
        'stopped. Find out why in its log, then replay this dead letter.',
    );
  }
}

const inWords = (times: number) => (times === 3 ? 'three times' : `${times} times`);

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
