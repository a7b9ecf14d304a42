import { PGlite } from '@electric-sql/pglite';
import { expect, it } from '@jest/globals';
import { StoreRefused } from './folder/store-refused.js';
import { migrate } from './migrate.js';

it('that fails is told in a sentence, and leaves nothing of itself', async () => {
  const store = new PGlite();
  await store.exec('CREATE SCHEMA messaging; CREATE TABLE messaging.dead_letters (mine text)');
  const failed = await migrate(store).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(StoreRefused);
  expect((failed as Error).message).toMatch(
    /^Migration \d{14}_messaging failed: .*dead_letters.*\. The store is as it was before this migration\. .*copy of the home/,
  );
  const { rows } = await store.query(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'messaging'",
  );
  expect(rows).toEqual([{ table_name: 'dead_letters' }]);
  await store.close();
});
