import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RouteDefinition, routeAccess, routes } from '@driftdesk/contracts';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';
import { unknownKeys } from '../support/unknown-keys.js';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly security: readonly object[];
  readonly 'x-roles'?: readonly string[];
  readonly 'x-scope'?: string;
  readonly responses: Record<
    string,
    { description: string; content?: Record<string, { schema?: object; itemSchema?: object }> }
  >;
}

describe('the catalogue of routes is what is served', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk({ environment: { LOG_LEVEL: 'debug' } })));
  afterAll(() => desk.remove());

  it('every route is mounted, and nothing else is', () => {
    const mounted = desk.log
      .map(({ msg }) => /^Mapped \{(.+), (\w+)\} route$/.exec(String(msg)))
      .filter((match) => match !== null)
      .map(([, path, method]) => `${method} ${path}`);
    expect(mounted.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('is documented as OpenAPI 3.2, every operation and parameter of it', async () => {
    const { body: document, status } = await desk.call('GET', '/docs/openapi.json');
    expect([status, document.openapi]).toEqual([200, expect.stringMatching(/^3\.2\.\d+$/)]);
    expect(document.info).toMatchObject({ title: 'Driftdesk', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
      ([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(routes.map(({ id }) => id).sort());
    for (const route of routes) {
      const found = operations.find(({ operation }) => operation.operationId === route.id);
      expect(found).toMatchObject({ path: route.path.replace(/:(\w+)/g, '{$1}'), method: route.method.toLowerCase() });
      if (found !== undefined) checkOperation(found.path, found.operation, route);
    }
    expect(JSON.stringify(document)).not.toContain('"$schema"');
  });

  it('declares the refusals that every request of its kind can meet', () => {
    for (const { id, params, query, body, responses } of routes) {
      const input = [params, query, body].some((schema) => schema !== undefined);
      const refusals = [...(input ? ['400'] : []), ...(body === undefined ? [] : ['413', '415'])];
      expect([id, ...Object.keys(responses)]).toEqual(expect.arrayContaining([id, ...refusals]));
    }
  });

  it('replies as the schemas of its routes say, and with no field more', async () => {
    const header = { prefer: 'wait=20' };
    const submitted = await check(
      'submitTicket',
      'POST',
      '/v1/tickets',
      { subject: 'VPN drops', body: 'The VPN drops every few minutes' },
      header,
    );
    const path = `/v1/tickets/${submitted.id}`;
    await check('submitTicket', 'POST', '/v1/tickets', { body: 'Outlook does not start' });
    await check('giveFeedback', 'POST', `${path}/feedback`, { queue: 'network', helpful: true, comment: 'Thanks' });
    await check('replyToTicket', 'POST', `${path}/replies`, { text: 'Does it work now?' });
    const mail = { text: 'It does.\n-- \nAda', subject: 'Re: VPN', contentType: 'text/plain' };
    await check('replyToTicket', 'POST', `${path}/replies`, { ...mail, headers: { 'Auto-Submitted': 'auto-replied' } });
    await check('assignTicket', 'POST', `${path}/assignee`, { assignee: 'ada' });
    await check('resolveTicket', 'POST', `${path}/resolve`, { resolution: 'Restart the client.' });
    await check('reopenTicket', 'POST', `${path}/reopen`, { comment: 'It drops again' });
    await check('getTicket', 'GET', path);
    const solved = {
      externalId: '1',
      body: 'The fax is out of paper',
      labels: { queue: 'printing' },
      answer: 'Fill it.',
    };
    const { results } = await check('importTickets', 'POST', '/v1/imports/tickets', { tickets: [solved, {}] });
    await check('importTickets', 'POST', '/v1/imports/tickets', { tickets: [solved], dryRun: true });
    await check('getTicket', 'GET', `/v1/tickets/${results[0].id}`);
    await check('listTickets', 'GET', '/v1/tickets?limit=1');
    const document = {
      title: 'Staplers',
      body: '# Steps\nFill it.',
      queue: 'hardware',
      url: 'https://example.com/staplers',
      tags: ['stationery'],
    };
    const named = { ...document, externalId: 'office/staplers.md' };
    const { id } = await check('createDocument', 'POST', '/v1/knowledge/documents', named);
    await check('createDocument', 'POST', '/v1/knowledge/documents', named);
    await check('replaceDocument', 'PUT', `/v1/knowledge/documents/${id}`, { ...document, title: 'All staplers' });
    await check('getDocument', 'GET', `/v1/knowledge/documents/${id}`);
    await check('listDocuments', 'GET', '/v1/knowledge/documents?limit=2&externalId=office%2Fstaplers.md');
    await check('searchKnowledge', 'POST', '/v1/knowledge/search', { query: 'stapler' });
    await check('deleteDocument', 'DELETE', `/v1/knowledge/documents/${id}`);
    await check('getDocument', 'GET', `/v1/knowledge/documents/${id}`);
    await check('listModels', 'GET', '/v1/models');
    const { champion } = await check('getModel', 'GET', '/v1/models/ticket-triage');
    await check('listVersions', 'GET', '/v1/models/ticket-triage/versions');
    await check('getVersion', 'GET', `/v1/models/ticket-triage/versions/${champion}`);
    await check('promoteVersion', 'POST', `/v1/models/ticket-triage/versions/${champion}/promote`, {
      reason: 'Why not',
    });
    await check('rollbackModel', 'POST', '/v1/models/ticket-triage/rollback', {});
    await check('getVersionCard', 'GET', `/v1/models/ticket-triage/versions/${champion}/card.md`);
    await check('getModelSignature', 'GET', '/v1/models/ticket-triage/signature');
    await check('listModelHistory', 'GET', '/v1/models/ticket-triage/history?limit=1');
    await check('predict', 'POST', '/v1/models/ticket-triage/predict', { body: 'The printer is jammed' });
    await check('getLlm', 'GET', '/v1/llm');
    await check('switchLlm', 'PUT', '/v1/llm', { provider: 'extractive' });
    await check('switchLlm', 'PUT', '/v1/llm', { provider: null });
    await check('switchLlm', 'PUT', '/v1/llm', { provider: 'mistral' });
    await check('explain', 'POST', '/v1/models/ticket-triage/explain', {
      subject: 'Paper',
      body: 'The printer is jammed',
    });
    await check('getVersionExplanation', 'GET', `/v1/models/ticket-triage/versions/${champion}/explanation`);
    await check('listLabels', 'GET', '/v1/models/ticket-triage/labels');
    await check('addLabel', 'POST', '/v1/models/ticket-triage/labels', { head: 'queue', label: 'facilities' });
    await check('addLabel', 'POST', '/v1/models/ticket-triage/labels', { head: 'queue', label: 'Facilities' });
    await check('listLabels', 'GET', '/v1/models/ticket-triage/labels');
    const { id: run } = await check('startTrainingRun', 'POST', '/v1/training-runs', { model: 'ticket-triage' });
    await check('getTrainingRun', 'GET', `/v1/training-runs/${run}`);
    await check('getTrainingSnapshot', 'GET', `/v1/training-runs/${run}/snapshot`);
    await check('listTrainingRuns', 'GET', '/v1/training-runs');
    await check('evaluateDrift', 'POST', '/v1/drift/evaluations', {});
    const { items: reports } = await check('listDriftReports', 'GET', '/v1/drift/reports');
    await check('getDriftReport', 'GET', `/v1/drift/reports/${reports[0].id}`);
    await check('getDriftReportPage', 'GET', `/v1/drift/reports/${reports[0].id}.html`);
    await check('getDriftSummary', 'GET', '/v1/drift/summary');
    await check('getSummary', 'GET', '/v1/summary');
    await check('getDesk', 'GET', '/v1/desk');
    await check('createDocument', 'POST', '/v1/knowledge/documents', { title: 'A', body: 'b', queue: 'nobody' });
    await check('listDeadLetters', 'GET', '/v1/dead-letters');
    await check('getCaller', 'GET', '/v1/auth/me');
    const person = { name: 'Ada@example.com', password: 'correct horse battery' };
    const user = await check('createUser', 'POST', '/v1/users', { ...person, role: 'agent' });
    expect(user).toMatchObject({ name: 'ada@example.com', role: 'agent', disabled: false });
    await check('createUser', 'POST', '/v1/users', { ...person, role: 'agent' });
    await check('changeUser', 'PUT', `/v1/users/${user.id}`, { role: 'requester', disabled: true });
    await check('listUsers', 'GET', '/v1/users');
    const key = await check('createApiKey', 'POST', '/v1/api-keys', {
      name: 'CI',
      role: 'agent',
      scopes: ['models:read'],
    });
    await check('revokeApiKey', 'DELETE', `/v1/api-keys/${key.id}`);
    await check('listApiKeys', 'GET', '/v1/api-keys');
    for (const id of ['register', 'login']) await check(id, 'POST', `/v1/auth/${id}`, person);
    for (const [id, path] of [
      ['refreshSession', 'refresh'],
      ['logout', 'logout'],
    ] as const)
      await check(id, 'POST', `/v1/auth/${path}`, { refreshToken: 'x' });
    await check('changePassword', 'PUT', '/v1/auth/password', { current: 'x', password: person.password });
    await check('changeConsent', 'PUT', `${path}/consent`, {
      externalProcessing: false,
      training: false,
    });
    await check('exportRequesterData', 'GET', '/v1/requesters/local/data?limit=2');
    await check('eraseRequesterData', 'DELETE', '/v1/requesters/local/data');
    await check('exportRequesterData', 'GET', '/v1/requesters/local/data');
    await check('exportRequesterData', 'GET', '/v1/requesters/nobody/data');
    await check('listAudit', 'GET', '/v1/audit?limit=3');
    await check('exportAudit', 'GET', '/v1/audit/export');
    await check('verifyAuditChain', 'GET', '/v1/audit/verification');
    await check('live', 'GET', '/health/live');
    await check('ready', 'GET', '/health/ready');
    await check('listTickets', 'GET', '/v1/tickets?limit=0');
  });

  /** Calls a route and holds the reply to what the route declares. @returns the body */
  async function check(id: string, method: string, path: string, body?: unknown, headers?: Record<string, string>) {
    const route = routes.find((one) => one.id === id);
    const reply = await desk.call(method, path, body, headers);
    const declared = route?.responses[reply.status];
    expect([id, reply.status, declared !== undefined]).toEqual([id, reply.status, true]);
    if (declared?.schema === undefined) {
      expect([id, reply.body]).toEqual([id, '']);
      return reply.body;
    }
    expect(reply.headers.get('content-type')).toContain(declared.contentType ?? 'application/json');
    const parsed = declared.schema.safeParse(reply.body);
    expect([id, parsed.error?.issues]).toEqual([id, undefined]);
    expect([id, unknownKeys(reply.body, parsed.data)]).toEqual([id, []]);
    return reply.body;
  }
});

function checkOperation(path: string, operation: Operation, route: RouteDefinition): void {
  expect(operation.summary.length).toBeGreaterThan(5);
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  for (const parameter of operation.parameters) {
    expect(parameter.required).toBe(parameter.in === 'path');
    expect(Object.keys(parameter.schema).length).toBeGreaterThan(0);
  }
  const named = operation.parameters.filter((parameter) => parameter.in !== 'path').map(({ name }) => name);
  expect(named).toEqual([...shapeOf(route.query), ...shapeOf(route.headers)]);
  expect(operation.requestBody !== undefined).toBe(route.body !== undefined);
  const { roles, scope } = routeAccess[route.id] ?? {};
  const refusals = roles === 'public' ? [] : ['401', '403', '429'];
  const diskFull = route.method === 'GET' ? [] : ['507'];
  const statuses = new Set([...Object.keys(route.responses), ...refusals, ...diskFull]);
  expect(Object.keys(operation.responses).sort()).toEqual([...statuses].sort());
  expect(operation.security).toEqual(roles === 'public' ? [] : [{ bearer: [] }]);
  if (roles !== 'public') expect([operation['x-roles'], operation['x-scope']]).toEqual([roles, scope]);
  for (const { description, content = {} } of Object.values(operation.responses)) {
    expect(description).not.toBe('');
    for (const { schema, itemSchema } of Object.values(content))
      expect(Object.keys(schema ?? itemSchema ?? {}).length).toBeGreaterThan(0);
  }
}

function shapeOf(schema: unknown): string[] {
  return schema === undefined ? [] : Object.keys((schema as { shape: object }).shape);
}
