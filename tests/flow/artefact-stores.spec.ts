import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { versionDigest } from '@driftdesk/inference';
import { createDatabaseStore } from '@driftdesk/registry';
import { type Desk, startDesk } from '../support/desk.js';
import { modelName, onStore, storedVersions } from '../support/model-versions.js';
import { copyPreparedHome } from '../support/prepared-home.js';

/** Long enough for several starts on a machine that is busy with other tests. */
const startsMs = 120_000;

describe('where the files of versions are', () => {
  let home: string;
  let remove: () => Promise<void>;
  let desk: Desk | undefined;
  beforeEach(async () => ({ home, remove } = await copyPreparedHome()));
  afterEach(async () => {
    await desk?.stop();
    await remove();
  });

  const start = async (store: string) => (desk = await startDesk(home, { ARTEFACT_STORE: store }));
  const statusOf = async (running: Desk) => (await running.call('GET', `/v1/models/${modelName}`)).body;
  const cache = () => join(home, 'cache', 'models');
  const folder = () => join(home, 'models');

  it(
    'makes no difference to who serves: the database takes over what the folder has',
    async () => {
      const { champion } = await statusOf(await start('database'));
      await desk?.stop();
      for (const gone of [cache(), folder()]) await rm(gone, { recursive: true });
      const running = await start('database');
      expect(await statusOf(running)).toMatchObject({ champion, loaded: champion, status: 'ok' });
      const explained = await running.call('GET', `/v1/models/${modelName}/versions/${champion}/explanation`);
      expect(explained.status).toBe(200);
      const ticket = await running.call('POST', '/v1/tickets', { body: 'The VPN drops' }, { prefer: 'wait=20' });
      expect([ticket.status, ticket.body.model.version]).toEqual([200, champion]);
    },
    startsMs,
  );

  it(
    'does not hide damage: a bit in the database keeps the version from serving; the folder has it still',
    async () => {
      const [version = ''] = await storedVersions(home);
      const flip = `UPDATE "registry"."version_files" SET content = set_bit(content, 7, 1 - get_bit(content, 7))
        WHERE file = 'model.onnx' AND part = 3`;
      await onStore(home, async (database) => {
        const from = join(folder(), modelName, version);
        const reference = { name: modelName, version, digest: await versionDigest(from) };
        await createDatabaseStore(database, cache()).save(reference, from);
        expect(await database.sql.execute(flip)).toBe(1);
      });
      const damaged = await statusOf(await start('database'));
      expect(damaged).toMatchObject({ champion: version, loaded: null, status: 'degraded' });
      expect(damaged.problem).toContain('changed or damaged');
      await desk?.stop();
      expect(await statusOf(await start('folder'))).toMatchObject({ loaded: version, status: 'ok' });
    },
    startsMs,
  );
});
