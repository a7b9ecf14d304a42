import { describe, expect, it } from '@jest/globals';
import { accessRoles, routeAccess } from '@driftdesk/contracts';
import { authorize } from './authorize.js';

describe('authorize', () => {
  it('lets each role do what its column of the table says, and nothing else', () => {
    for (const [id, access] of Object.entries(routeAccess)) {
      for (const role of accessRoles) {
        const allowed = access.roles === 'public' || access.roles.includes(role);
        const attempt = () => authorize(access, { id: 'x', role });
        if (allowed) expect([id, role, attempt()]).toEqual([id, role, undefined]);
        else expect(attempt).toThrow(/This is for/);
      }
    }
  });

  it('asks of a key the scope of the route, whatever its role', () => {
    const key = { id: 'key-1', role: 'admin', scopes: ['tickets:read'] } as const;
    expect(() => authorize({ roles: ['admin'], scope: 'tickets:read' }, key)).not.toThrow();
    expect(() => authorize({ roles: ['admin'], scope: 'tickets:write' }, key)).toThrow('lacks the scope tickets:write');
    expect(() => authorize({ roles: ['admin'] }, key)).toThrow('for people');
  });
});
