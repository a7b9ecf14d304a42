import { gzipSync } from 'node:zlib';
import { maxBodyLength } from '@driftdesk/contracts';
import type { RawRequest } from './raw-request.js';

/** A request and what the desk must say to it. */
export interface Row extends RawRequest {
  readonly name: string;
  readonly status: number;
  readonly code?: string;
  /** Words that the reply must hold. */
  readonly says?: readonly string[];
  /** The methods that `Allow` must list. */
  readonly allow?: readonly string[];
}

export const json = { 'content-type': 'application/json' };
export const unknownId = '018f4f7e-0000-7000-8000-00000000ffff';

const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) => ({
  method: 'POST',
  path,
  body,
  headers: { ...json, ...headers },
});
const get = (path: string) => ({ method: 'GET', path });

/** A table's lines: what is wrong, and the body or path that has it. */
type Lines = readonly (readonly [name: string, wrong: string | Uint8Array | object])[];

function bodies(path: string, status: number, code: string, lines: Lines): Row[] {
  return lines.map(([name, wrong]) => {
    const body = typeof wrong === 'string' || wrong instanceof Uint8Array ? wrong : JSON.stringify(wrong);
    return { name: `POST ${path}: ${name}`, status, code, ...post(path, body) };
  });
}

/** Bodies that no route takes, whatever its schema. */
export const malformedBodies: readonly Row[] = [
  ...bodies('/v1/tickets', 400, 'malformed_json', [
    ['not JSON', '{"body": "x"'],
    ['empty', ''],
    ['invalid UTF-8', Buffer.from('7b22626f6479223a22ff227d', 'hex')],
    ['50,000 arrays', nested(50_000)],
    ['50,000 arrays inside', `{"body":${nested(50_000)}}`],
    ['50,000 arrays left open', '['.repeat(50_000)],
    ['__proto__', '{"body":"x","__proto__":{"admin":true}}'],
    ['constructor.prototype', '{"body":"x","constructor":{"prototype":{"admin":true}}}'],
  ]),
  ...bodies('/v1/tickets', 400, 'invalid_request', [
    ['an array', '[{"body":"x"}]'],
    ['null', 'null'],
    ['a number', '7'],
    ['a string', '"body"'],
  ]),
  { name: 'text/plain', ...post('/v1/tickets', '{"body":"x"}', { 'content-type': 'text/plain' }), status: 415 },
  { name: 'no content type', method: 'POST', path: '/v1/tickets', body: '{"body":"x"}', status: 415 },
  { name: 'no body at all', method: 'POST', path: '/v1/tickets', status: 400 },
  {
    name: 'a form',
    ...post('/v1/tickets', 'body=x', { 'content-type': 'application/x-www-form-urlencoded' }),
    status: 415,
  },
  {
    name: 'a gzip bomb',
    ...post('/v1/tickets', gzipSync(megabytes(64)), { 'content-encoding': 'gzip' }),
    status: 415,
    code: 'unsupported_encoding',
  },
  ...['/v1/tickets', '/v1/knowledge/documents', '/v1/knowledge/search', '/v1/models/ticket-triage/predict'].flatMap(
    (path) =>
      [false, true].map((chunked) => ({
        name: `5 MB to ${path}${chunked ? ', chunked' : ''}`,
        ...post(path, JSON.stringify({ title: 'x', body: megabytes(5) })),
        chunked,
        status: 413,
        code: 'body_too_large',
      })),
  ),
];

/** Fields that the schemas refuse. */
export const invalidFields: readonly Row[] = [
  ...bodies('/v1/tickets', 400, 'invalid_request', [
    ['no body', {}],
    ['an unknown field', { body: 'x', priority: 1 }],
    ['a number for a text', { body: 1 }],
    ['a list for a text', { body: ['x'] }],
    ['spaces', { body: '   ' }],
    ['newlines', { body: '\n\n\t' }],
    ['NUL in the body', { body: 'a\u0000b' }],
    ['NUL in the subject', { subject: '\u0000', body: 'x' }],
    ['a lone surrogate', '{"body":"\\ud800"}'],
    ['a lone surrogate in the subject', '{"subject":"\\udc00x","body":"x"}'],
    ['1,000,001 characters', { body: 'x'.repeat(1_000_001) }],
    ['a language by name', { body: 'x', language: 'english' }],
    ['consent in words', { body: 'x', consent: { training: 'yes' } }],
    ['an unknown consent', { body: 'x', consent: { marketing: true } }],
  ]),
  ...bodies('/v1/knowledge/search', 400, 'invalid_request', [
    ['NUL in the query', { query: 'a\u0000b' }],
    ['a blank query', { query: ' ' }],
    ['limit 0', { query: 'x', limit: 0 }],
    ['limit as text', { query: 'x', limit: '5' }],
    ['NUL in the queue', { query: 'x', queue: '\u0000' }],
  ]),
  ...bodies('/v1/knowledge/documents', 400, 'invalid_request', [
    ['an empty body', { title: 'x', body: '' }],
    ['200,001 characters', { title: 'x', body: 'x'.repeat(200_001) }],
    ['a script for a URL', { title: 'x', body: 'x', url: 'javascript:alert(1)' }],
    ['no URL', { title: 'x', body: 'x', url: 'not a url' }],
    ['a blank external id', { title: 'x', body: 'x', externalId: ' ' }],
    ['NUL in the external id', { title: 'x', body: 'x', externalId: 'a\u0000' }],
    ['21 tags', { title: 'x', body: 'x', tags: Array.from({ length: 21 }, (_, n) => `tag ${n}`) }],
    ['a tag of two lines', { title: 'x', body: 'x', tags: ['a\nb'] }],
    ['NUL in the URL', { title: 'x', body: 'x', url: 'https://example.com/\u0000' }],
    ['a lone surrogate in the URL', '{"title":"x","body":"x","url":"https://example.com/\\ud800"}'],
  ]),
  ...bodies('/v1/knowledge/documents', 400, 'html_not_supported', [
    ['an HTML page', { title: 'x', body: '<!DOCTYPE html><html><body>Hello</body></html>' }],
    ['an HTML fragment', { title: 'x', body: 'First <div class="a">restart</div> it.' }],
  ]),
  ...bodies('/v1/models/ticket-triage/predict', 400, 'invalid_request', [
    ['257 tickets', { tickets: Array.from({ length: 257 }, () => ({ body: 'x' })) }],
    ['no tickets', { tickets: [] }],
    ['a ticket and tickets', { body: 'x', tickets: [{ body: 'x' }] }],
    ['NUL', { tickets: [{ body: '\u0000' }] }],
  ]),
  ...[{}, { provider: 'gpt' }, { provider: 7 }, { provider: null, apiKey: 'x' }].map((wrong) => ({
    name: `PUT /v1/llm: ${JSON.stringify(wrong)}`,
    ...post('/v1/llm', JSON.stringify(wrong)),
    method: 'PUT',
    status: 400,
    code: 'invalid_request',
  })),
  ...bodies('/v1/imports/tickets', 400, 'invalid_request', [
    ['no tickets', { tickets: [] }],
    ['501 tickets', { tickets: Array.from({ length: 501 }, () => ({})) }],
    ['tickets that are no list', { tickets: { externalId: '1' } }],
    ['a dry run in words', { tickets: [{}], dryRun: 'yes' }],
    ['an unknown field', { tickets: [{}], model: 'ticket-triage' }],
  ]),
  ...bodies('/v1/training-runs', 400, 'invalid_request', [
    ['no model', {}],
    ['a path for a model', { model: '../models' }],
    ['an unknown field', { model: 'ticket-triage', epochs: 3 }],
  ]),
  { name: 'training run: unknown model', ...post('/v1/training-runs', '{"model":"no-such-model"}'), status: 404 },
  ...bodies('/v1/models/ticket-triage/labels', 400, 'invalid_request', [
    ['no head', { label: 'x' }],
    ['no label', { head: 'queue' }],
    ['a blank label', { head: 'queue', label: ' ' }],
    ['a space before the label', { head: 'queue', label: ' facilities' }],
    ['two lines', { head: 'queue', label: 'a\nb' }],
    ['a control character', { head: 'queue', label: 'a\u0007b' }],
    ['nothing to see', { head: 'queue', label: '\u200b\u200d' }],
    ['NUL', { head: 'queue', label: 'a\u0000b' }],
    ['a lone surrogate', '{"head":"queue","label":"\\ud800"}'],
    ['65 characters', { head: 'queue', label: 'x'.repeat(65) }],
    ['an unknown field', { head: 'queue', label: 'x', color: 'red' }],
  ]),
  ...bodies('/v1/models/ticket-triage/labels', 400, 'unknown_head', [
    ['an unknown head', { head: 'mood', label: 'x' }],
  ]),
  ...bodies('/v1/models/ticket-triage/labels', 409, 'label_exists', [
    ['a label of the spec', { head: 'queue', label: 'network' }],
    ['in another case', { head: 'queue', label: 'NetWork' }],
    ['in wide letters', { head: 'queue', label: 'ｎｅｔｗｏｒｋ' }],
  ]),
  ...['rollback', 'versions/no-such-version/promote'].flatMap((action) =>
    bodies(`/v1/models/ticket-triage/${action}`, 400, 'invalid_request', [
      ['a blank reason', { reason: ' ' }],
      ['501 characters', { reason: 'x'.repeat(501) }],
      ['NUL', { reason: 'a\u0000' }],
      ['a list of reasons', { reason: ['worse'] }],
      ['an unknown field', { version: 'v-1' }],
    ]),
  ),
  ...bodies('/v1/models/ticket-triage/rollback', 409, 'nothing_to_roll_back_to', [['no version served before', {}]]),
  {
    name: 'labels: unknown model',
    ...post('/v1/models/no-such-model/labels', '{"head":"x","label":"x"}'),
    status: 404,
  },
  ...bodies('/v1/models/ticket-triage/explain', 400, 'invalid_request', [
    ['nothing', {}],
    ['a batch', { tickets: [{ body: 'x' }] }],
    ['NUL', { body: 'a\u0000' }],
    ['20,001 characters', { body: 'x'.repeat(maxBodyLength + 1) }],
  ]),
  { name: 'explain: unknown model', ...post('/v1/models/no-such-model/explain', '{"body":"x"}'), status: 404 },
  { name: 'predict: unknown model', ...post('/v1/models/no-such-model/predict', '{"body":"x"}'), status: 404 },
  ...['wait=abc', 'wait=-1', 'wait=1.5', 'wait=', 'respond-async'].map((prefer) => ({
    name: `Prefer: ${prefer}`,
    ...post('/v1/tickets', '{"body":"x"}', { prefer }),
    status: 400,
    code: 'invalid_request',
  })),
  ...['', ' ', 'x'.repeat(201)].map((key) => ({
    name: `Idempotency-Key of ${key.length} characters: "${key.slice(0, 5)}"`,
    ...post('/v1/tickets', '{"body":"x"}', { 'idempotency-key': key }),
    status: 400,
    code: 'invalid_request',
  })),
];

const cursorOf = (content: string) => Buffer.from(content).toString('base64url');

/** Query strings of the paged lists. */
export const invalidQueries: readonly Row[] = [
  '/v1/tickets',
  '/v1/knowledge/documents',
  '/v1/dead-letters',
  '/v1/training-runs',
  '/v1/models/ticket-triage/history',
].flatMap((path) => [
  ...[
    'limit=-1',
    'limit=0',
    'limit=1000000000',
    'limit=abc',
    'limit=',
    'limit=1.5',
    'limit=1&limit=2',
    'nonsense=1',
    'cursor=',
  ]
    .concat(
      ['/v1/dead-letters', '/v1/training-runs', '/v1/models/ticket-triage/history'].includes(path)
        ? []
        : ['queue=%00', 'queue=', 'queue=a&queue=b', 'queue[x]=1', '__proto__=1'],
    )
    .map((query) => ({ name: `${path}?${query}`, ...get(`${path}?${query}`), status: 400, code: 'invalid_request' })),
  ...[
    'garbage',
    '%00',
    cursorOf('junk'),
    cursorOf('{"at":"2026-01-01T00:00:00Z"}'),
    cursorOf('["yesterday",7]'),
    cursorOf(`["2026-01-01T00:00:00Z","${unknownId}' OR 1=1"]`),
    cursorOf(`["2026-01-01T00:00:00Z","${unknownId}",1]`),
    cursorOf(`["0000-01-01T00:00:00Z","${unknownId}"]`),
  ].map((cursor) => ({
    name: `${path}?cursor=${Buffer.from(cursor, 'base64url').toString('latin1')}`,
    ...get(`${path}?cursor=${cursor}`),
    status: 400,
    code: 'invalid_cursor',
  })),
  { name: `${path} with a cursor of 501 characters`, ...get(`${path}?cursor=${'a'.repeat(501)}`), status: 400 },
]);

/** Actions on a ticket that exists. */
export const invalidActions = (id: string): readonly Row[] => [
  ...bodies(`/v1/tickets/${id}/feedback`, 400, 'unknown_label', [
    ['an unlearned queue', { queue: 'nonsense' }],
    ['an unlearned urgency', { urgency: 'asap' }],
  ]).map((row) => ({
    ...row,
    says: row.name.includes('queue') ? ['body.queue', 'hardware', 'network'] : ['body.urgency', 'low', 'high'],
  })),
  ...bodies(`/v1/tickets/${id}/feedback`, 400, 'invalid_request', [
    ['nothing', {}],
    ['NUL in a label', { queue: 'a\u0000' }],
    ['two lines in a label', { queue: 'a\nb' }],
    ['an empty label', { queue: '' }],
  ]),
  ...bodies(`/v1/tickets/${id}/resolve`, 400, 'invalid_request', [['nothing to learn', { addToKnowledge: true }]]),
  ...bodies(`/v1/tickets/${id}/assignee`, 400, 'invalid_request', [
    ['nobody named', {}],
    ['a blank name', { assignee: ' ' }],
  ]),
  ...bodies(`/v1/tickets/${id}/replies`, 400, 'invalid_request', [
    ['nothing', {}],
    ['NUL', { text: '\u0000' }],
    ['another type', { text: 'x', contentType: 'text/rtf' }],
    ['a header of two lines in its name', { text: 'x', headers: { 'a\nb': '' } }],
    ['a blank subject', { text: 'x', subject: ' ' }],
  ]),
];
