import { type Problem, type StoreUnavailable, storeUnavailable } from '@driftdesk/contracts';
import { HttpException } from '@nestjs/common';

/** An error that a caller is told of, as RFC 9457 problem details. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors?: Problem['errors'],
    readonly headers?: Readonly<Record<string, string>>,
    readonly conflictsWith?: string,
  ) {
    super(detail);
  }
}

export const notFound = (what: string) => new HttpProblem(404, 'not_found', `There is no such ${what}.`);
/** Nobody proved who calls; never says what was wrong with a password or which names there are. */
export const unauthorized = (detail: string) =>
  new HttpProblem(401, 'unauthorized', detail, undefined, { 'www-authenticate': 'Bearer realm="driftdesk"' });
/** `conflictsWith`: the path of what stands in the way. */
export const conflict = (code: string, detail: string, conflictsWith?: string) =>
  new HttpProblem(409, code, detail, undefined, undefined, conflictsWith);

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
};

/** The body of a problem response. */
export function problemBody(problem: HttpProblem, instance?: string): Problem {
  return {
    type: `urn:driftdesk:problem:${problem.code}`,
    title: titles[problem.status] ?? 'Error',
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(instance === undefined ? {} : { instance }),
    ...(problem.conflictsWith === undefined ? {} : { conflictsWith: problem.conflictsWith }),
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
  };
}

/** Turns whatever was thrown into a problem; what is not the caller's fault says nothing of the inside. */
export function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  const unavailable = storeUnavailable(error);
  if (unavailable !== undefined) return storeProblem(unavailable);
  // Nest wraps what Fastify refuses; the code that tells them apart is in the cause.
  const { statusCode = nestStatus(error), code } = Object(fastifyCause(error) ?? error) as Refusal;
  const known = code === undefined ? undefined : fastifyProblems[code];
  if (known !== undefined) return known;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new HttpProblem(statusCode, 'bad_request', (error as Error).message);
  }
  return new HttpProblem(
    500,
    'internal',
    'Something went wrong here. The log has the details under the correlation id.',
  );
}

/** So many seconds a caller may wait before the store is asked again. */
const storeRetrySeconds = { full: '30', stopped: '5' } as const;

const fullDetail =
  'The disk of the desk is full: nothing new is stored until space is free again. Reads go on, except those that the audit must record.';

function storeProblem({ reason, message }: StoreUnavailable): HttpProblem {
  const headers = { 'retry-after': storeRetrySeconds[reason] };
  return reason === 'full'
    ? new HttpProblem(507, 'insufficient_storage', fullDetail, undefined, headers)
    : new HttpProblem(503, 'store_unavailable', message, undefined, headers);
}

/** What Fastify's errors carry. */
interface Refusal {
  readonly statusCode?: number;
  readonly code?: string;
}

function nestStatus(error: unknown): number | undefined {
  return error instanceof HttpException ? error.getStatus() : undefined;
}

function fastifyCause(error: unknown): unknown {
  const cause = error instanceof HttpException ? error.cause : undefined;
  return cause instanceof Error && 'statusCode' in cause ? cause : undefined;
}

const fastifyProblems: Readonly<Record<string, HttpProblem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new HttpProblem(413, 'body_too_large', 'The body is larger than 1 MiB.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new HttpProblem(
    415,
    'unsupported_media_type',
    'Send JSON with Content-Type: application/json.',
  ),
  FST_ERR_MAX_PARAM_LENGTH: new HttpProblem(414, 'path_too_long', 'A part of the path is longer than 256 characters.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: new HttpProblem(400, 'malformed_json', 'The body is empty; send a JSON object.'),
};
