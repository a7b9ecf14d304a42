import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openPglite } from '@driftdesk/database';
import { parseAccessKey } from './access-key.js';
import { mostRefreshes, mostSessions, Sessions } from './sessions.js';
import { Users } from './users.js';

const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const by = { id: 'admin', role: 'admin' } as const;

describe('sessions', () => {
  let database: Database;
  let sessions: Sessions;
  let userId: string;
  beforeAll(async () => {
    database = await openPglite();
    sessions = new Sessions(database, parseAccessKey(pem, 'key'));
    const user = { name: 'ada', password: 'correct horse battery staple', role: 'agent' } as const;
    userId = (await new Users(database).create(user, by)).id;
  });
  afterAll(() => database.close());

  const open = () => database.transaction((sql) => sessions.open(sql, userId));
  const openSessions = () => database.prisma.session.count({ where: { userId, endedAt: null } });

  it(`of one user are at most ${mostSessions}: one more ends the oldest`, async () => {
    const first = await open();
    const second = await open();
    for (let n = 2; n <= mostSessions; n += 1) await open();
    expect(await openSessions()).toBe(mostSessions);
    await expect(sessions.callerOf(first.accessToken)).rejects.toMatchObject({ status: 401 });
    expect((await sessions.callerOf(second.accessToken)).id).toBe(userId);
  });

  it(`give new tokens ${mostRefreshes} times an hour`, async () => {
    let { refreshToken } = await open();
    for (let n = 0; n < mostRefreshes; n += 1) ({ refreshToken } = await sessions.refresh(refreshToken, '::1'));
    await expect(sessions.refresh(refreshToken, '::1')).rejects.toMatchObject({ status: 429 });
  });
});
