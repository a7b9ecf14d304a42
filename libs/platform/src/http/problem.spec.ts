import { describe, expect, it } from '@jest/globals';
import { problemSchema } from '@driftdesk/contracts';
import { BadRequestException, ForbiddenException, PayloadTooLargeException } from '@nestjs/common';
import { conflict, HttpProblem, notFound, problemBody, toProblem } from './problem.js';

const fastifyError = (statusCode: number, code: string, message = 'inner words') =>
  Object.assign(new Error(message), { statusCode, code });

describe('toProblem', () => {
  it('leaves a problem as it is', () => {
    const problem = conflict('already_resolved', 'The ticket is resolved already.');
    expect(toProblem(problem)).toBe(problem);
  });

  it.each([
    ['FST_ERR_CTP_BODY_TOO_LARGE', 413, 'body_too_large'],
    ['FST_ERR_CTP_INVALID_MEDIA_TYPE', 415, 'unsupported_media_type'],
    ['FST_ERR_MAX_PARAM_LENGTH', 414, 'path_too_long'],
    ['FST_ERR_CTP_EMPTY_JSON_BODY', 400, 'malformed_json'],
  ])('says %s in our words', (fastifyCode, status, code) => {
    expect(toProblem(fastifyError(status, fastifyCode))).toMatchObject({ status, code });
  });

  it('finds Fastify’s refusal inside the exception that Nest makes of it', () => {
    const cause = fastifyError(413, 'FST_ERR_CTP_BODY_TOO_LARGE');
    expect(toProblem(new PayloadTooLargeException('x', { cause }))).toMatchObject({
      status: 413,
      code: 'body_too_large',
    });
  });

  it('keeps the status of another refusal of Fastify', () => {
    expect(toProblem(fastifyError(400, 'FST_ERR_BAD_URL', 'the path is no URL'))).toMatchObject({
      status: 400,
      code: 'bad_request',
      message: 'the path is no URL',
    });
  });

  it.each<[string, unknown]>([
    ['an error', new Error('password=secret at /home/me/store.ts:12')],
    ['one of Fastify’s own', fastifyError(500, 'FST_ERR_REP_INVALID_PAYLOAD_TYPE', 'secret')],
    ['what is no error', 'secret'],
    ['an object', { secret: true }],
  ])('tells nothing of the inside: %s', (_what, thrown) => {
    const problem = toProblem(thrown);
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problemBody(problem, '/v1/tickets'))).not.toContain('secret');
  });

  it.each([null, undefined])('copes with %s', (thrown) => {
    expect(toProblem(thrown)).toMatchObject({ status: 500, code: 'internal' });
  });

  it.each([
    [400, new BadRequestException('no such thing')],
    [403, new ForbiddenException('not yours')],
  ])('keeps the status of an exception of Nest: %i', (status, exception) => {
    expect(toProblem(exception)).toMatchObject({ status });
  });
});

describe('problemBody', () => {
  it('is a problem as RFC 9457 has it', () => {
    const body = problemBody(notFound('ticket'), '/v1/tickets/7');
    expect(problemSchema.parse(body)).toEqual({
      type: 'urn:driftdesk:problem:not_found',
      title: 'Not Found',
      status: 404,
      code: 'not_found',
      detail: 'There is no such ticket.',
      instance: '/v1/tickets/7',
    });
  });

  it('names the wrong fields where there are any, and some title for any status', () => {
    const errors = [{ field: 'body.queue', message: 'must be one line' }];
    const body = problemBody(new HttpProblem(418, 'teapot', 'Short and stout.', errors), '/');
    expect(problemSchema.parse(body)).toMatchObject({ title: 'Error', errors });
  });
});
