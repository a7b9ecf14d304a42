import { describe, expect, it } from '@jest/globals';
import { defineRoute, listTickets, predict, submitTicket } from '@driftdesk/contracts';
import type { RouteDefinition } from '@driftdesk/contracts';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.js';
import { parseRequest } from './parse-request.js';

type Parts = Partial<Record<'params' | 'query' | 'headers' | 'body', unknown>>;
const parse = (route: unknown, parts: Parts) => parseRequest(route as RouteDefinition, parts as FastifyRequest);

/** The problem that the request is refused with. */
function refusal(route: unknown, parts: Parts): HttpProblem {
  try {
    parse(route, parts);
  } catch (error) {
    if (error instanceof HttpProblem) return error;
    throw error;
  }
  throw new Error('The request was taken.');
}

describe('parseRequest', () => {
  it('gives every part that the route declares, parsed and with defaults', () => {
    expect(parse(listTickets, { query: { limit: '7' } }).query).toEqual({ limit: 7 });
    expect(parse(listTickets, { query: {} }).query).toEqual({ limit: 50 });
    expect(parse(submitTicket, { headers: { prefer: 'wait=2', host: 'x' }, body: { body: 'x' } })).toEqual({
      params: undefined,
      query: undefined,
      headers: { prefer: 'wait=2' },
      body: { body: 'x', channel: 'api' },
    });
  });

  it('ignores what the route does not declare', () => {
    const route = defineRoute({ id: 'x', method: 'GET', path: '/', tag: 'x', summary: 'x', responses: {} });
    expect(parse(route, { params: { a: 1 }, query: { b: 2 }, body: 'c' })).toEqual({});
  });

  it('names every wrong field of every part at once', () => {
    const { status, code, errors, message } = refusal(submitTicket, {
      headers: { prefer: 'soon', 'idempotency-key': ' ' },
      body: { body: 1, subject: '\u0000', consent: { training: 'yes' }, priority: 1 },
    });
    expect([status, code]).toEqual([400, 'invalid_request']);
    const fields = errors?.map(({ field }) => field).sort();
    expect(fields).toEqual([
      'body',
      'body.body',
      'body.consent.training',
      'body.subject',
      'header.idempotency-key',
      'header.prefer',
    ]);
    for (const field of fields ?? []) expect(message).toContain(`${field}: `);
  });

  it('says of a union what the branch lacks that came closest', () => {
    const tickets = [{ body: 'x' }, { body: ' ' }];
    const { errors } = refusal(predict, { params: { name: 'ticket-triage' }, body: { tickets } });
    expect(errors).toEqual([{ field: 'body.tickets.1.body', message: 'must not be blank' }]);
  });

  it('takes no body for an empty object', () => {
    expect(refusal(submitTicket, { headers: {} }).errors).toEqual([
      { field: 'body.body', message: 'must not be blank without a subject' },
    ]);
  });
});
