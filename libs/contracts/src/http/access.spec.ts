import { describe, expect, it } from '@jest/globals';
import { routeAccess } from './access.js';
import { routes } from './catalogue.js';

describe('the table of access', () => {
  it('has one row for each route and none besides', () => {
    expect(Object.keys(routeAccess).sort()).toEqual(routes.map(({ id }) => id).sort());
  });

  it('lets nobody unknown do more than log in and ask for health', () => {
    const open = Object.entries(routeAccess).filter(([, { roles }]) => roles === 'public');
    expect(open.map(([id]) => id).sort()).toEqual(['live', 'login', 'logout', 'ready', 'refreshSession', 'register']);
  });

  it('gives an admin every route that has roles, and keeps accounts from keys', () => {
    for (const [id, { roles, scope }] of Object.entries(routeAccess)) {
      expect([id, roles === 'public' || roles.includes('admin')]).toEqual([id, true]);
      if (/User|ApiKey|Password/.test(id)) expect([id, scope]).toEqual([id, undefined]);
    }
  });
});
