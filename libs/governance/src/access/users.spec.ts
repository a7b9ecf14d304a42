import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { userNameSchema } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import { systemIdentity } from '../identity.js';
import { Users } from './users.js';

const password = 'a password of some length';

describe('users', () => {
  let database: Database;
  let users: Users;
  beforeAll(async () => {
    database = await openPglite();
    users = new Users(database);
    await users.create({ name: 'admin', password, role: 'admin' }, systemIdentity);
  });
  afterAll(() => database.close());

  const names = async () => (await users.list({ limit: 200 })).items.map(({ name }) => name);

  it('cannot be told apart from another by a look-alike name, whoever adds it', async () => {
    for (const name of ['аdmin', 'admın', 'adrnin']) {
      await users.register(userNameSchema.parse(name), password, '127.0.0.1');
      const created = users.create({ name, password, role: 'agent' }, systemIdentity);
      await expect(created).rejects.toMatchObject({ status: 409, code: 'name_taken' });
    }
    expect(await names()).toEqual(['admin']);
  });

  it('who look alike and come at once are one', async () => {
    const alike = ['paypal', 'раураl', 'ｐaypal', 'pаypal'];
    await Promise.all(alike.map((name) => users.register(name, password, '127.0.0.1')));
    expect((await names()).filter((name) => name !== 'admin')).toHaveLength(1);
  });

  it('of earlier versions count as well once they have their skeletons', async () => {
    await database.sql.execute(
      "INSERT INTO access.users (id, name, role, password_hash, created_at) VALUES ('018f4f7e-0000-7000-8000-00000000ffff', 'berta', 'agent', 'x', now())",
    );
    await users.fillSkeletons();
    await expect(users.create({ name: 'bertа', password, role: 'agent' }, systemIdentity)).rejects.toMatchObject({
      code: 'name_taken',
    });
  });
});

describe('a user name', () => {
  it.each([
    ['हिन्दी', 'हिन्दी'],
    ['สมชาย', 'สมชาย'],
    ['ผู้ดูแล', 'ผู้ดูแล'],
    ['ＡＤＭＩＮ', 'admin'],
    ['Ada.Lovelace+desk@example.com', 'ada.lovelace+desk@example.com'],
    ['jose\u0301', 'jos\u00e9'],
    ['ﬁona', 'fiona'],
    ['o-neil_2', 'o-neil_2'],
  ])('may be %s', (typed, kept) => {
    expect(userNameSchema.parse(typed)).toBe(kept);
  });

  it.each([
    ['a dot at the end', 'admin.'],
    ['a dot at the beginning', '.admin'],
    ['two dots', 'a..b'],
    ['a mark alone', '\u0301'],
    ['a mark behind a dot', 'a.\u0301b'],
    ['a zero-width space', 'ad\u200bmin'],
    ['a full-width full stop at the end, which is a dot', 'admin．'],
    ['a ligature that is long once it is taken apart', 'ﷺ'.repeat(10)],
    ['101 letters', 'x'.repeat(101)],
    ['a space', 'ada lovelace'],
    ['right-to-left override', 'a\u202eb'],
    ['nothing', ''],
  ])('has no %s', (_what, name) => {
    expect(userNameSchema.safeParse(name).success).toBe(false);
  });
});
