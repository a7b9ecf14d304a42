import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccessRole, routeAccess, routes } from '@driftdesk/contracts';
import { type AccessDesk, accessDesk } from '../support/access-desk.js';
import { invalidActions, invalidFields, invalidQueries, malformedBodies, type Row } from '../support/bad-requests.js';
import { unknownPaths, wrongMethods, wrongParameters } from '../support/bad-routes.js';
import { faultsOf } from '../support/faults-of.js';
import { sendRaw } from '../support/raw-request.js';

const patterns = routes.map((route) => ({
  ...route,
  pattern: new RegExp(`^${route.path.replace(/:\w+/g, '[^/]*')}$`),
}));

/** What is in the way before a role counts: no route, or a path that the router cannot read. */
const routed = (row: Row) => {
  const path = row.path.split('?')[0] ?? '';
  const route = patterns.find(({ method, pattern }) => method === row.method && pattern.test(path));
  return row.status === 405 || row.status === 414 || /bad escape|bad UTF-8/.test(row.name) ? undefined : route;
};

/** The row as `role` must see it: the table refuses first, before anything of the request is read. */
function expectedFor(row: Row, role: AccessRole | 'nobody'): Row {
  const route = routed(row);
  const { roles } = route === undefined ? { roles: 'public' as const } : (routeAccess[route.id] ?? { roles: [] });
  if (roles === 'public') return row;
  const { code: _, says: __, ...rest } = row;
  if (role === 'nobody') return { ...rest, status: 401, code: 'unauthorized' };
  if (!roles.includes(role)) return { ...rest, status: 403, code: 'role_not_allowed' };
  // Labels are no matter of a requester's, right or wrong.
  if (role === 'requester' && row.code === 'unknown_label') return { ...rest, status: 403, code: 'role_not_allowed' };
  return row;
}

describe('bad requests, by role', () => {
  let setting: AccessDesk;
  let ticketId: string;
  beforeAll(async () => {
    setting = await accessDesk({ TICKETS_PER_DAY: '3' });
    const submitted = await setting.desk.call('POST', '/v1/tickets', { body: 'My VPN drops' }, setting.ada.headers);
    ticketId = submitted.body.id;
  });
  afterAll(() => setting.desk.remove());

  const headersOf = (role: AccessRole | 'nobody') =>
    ({ admin: setting.admin, agent: setting.agent, requester: setting.ada, nobody: { headers: {} } })[role].headers;

  it.each(['admin', 'agent', 'requester', 'nobody'] as const)('%s', async (role) => {
    const rows = [
      ...[...malformedBodies, ...invalidFields, ...invalidQueries, ...invalidActions(ticketId)],
      ...[...wrongParameters, ...wrongMethods, ...unknownPaths],
    ];
    const wrong: string[] = [];
    for (const row of rows) {
      const expected = expectedFor(row, role);
      const reply = await sendRaw(setting.desk.url, { ...row, headers: { ...row.headers, ...headersOf(role) } }).catch(
        (error: Error) => error,
      );
      const faults = reply instanceof Error ? [`no reply: ${reply.message}`] : faultsOf(reply, expected);
      if (faults.length > 0) wrong.push(`${row.name}: ${faults.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });

  it('a requester’s fourth ticket of a day is refused, a repeated one is not, and an agent has no quota', async () => {
    const submit = (who: { headers: Readonly<Record<string, string>> }, key?: string) =>
      setting.desk.call(
        'POST',
        '/v1/tickets',
        { body: 'The printer is jammed' },
        {
          ...who.headers,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
      );
    const first = await submit(setting.bob, 'once');
    await Promise.all([submit(setting.bob), submit(setting.bob)]);
    const refused = await submit(setting.bob, 'another');
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_requests']);
    const wait = Number(refused.headers.get('retry-after'));
    expect([wait > 86_000, wait <= 86_400]).toEqual([true, true]);
    const repeated = await submit(setting.bob, 'once');
    expect([repeated.status, repeated.body.id]).toEqual([202, first.body.id]);
    for (let ticket = 0; ticket < 4; ticket += 1) expect((await submit(setting.agent)).status).toBe(202);
  });

  it('after all of it the desk blames itself for nothing', () => {
    expect(setting.desk.log.filter(({ msg }) => msg === 'request failed')).toEqual([]);
  });
});
