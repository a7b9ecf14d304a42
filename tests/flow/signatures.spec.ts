import { createPublicKey, verify } from 'node:crypto';
import { rename, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { modelFile } from '@driftdesk/inference';
import { createSigningKey } from '@driftdesk/registry';
import { type Desk, refusedStart, startDesk } from '../support/desk.js';
import { modelName, onStore, promoteTwin, signWrongly, storedVersions } from '../support/model-versions.js';
import { copyPreparedHome } from '../support/prepared-home.js';

/** Long enough for several starts on a machine that is busy with other tests. */
const startsMs = 120_000;

describe('who vouches for a champion', () => {
  let home: string;
  let remove: () => Promise<void>;
  let original: string;
  let desk: Desk | undefined;
  beforeEach(async () => {
    ({ home, remove } = await copyPreparedHome());
    [original = ''] = await storedVersions(home);
  });
  afterEach(async () => {
    await desk?.stop();
    await remove();
  });

  const start = async (environment: Record<string, string> = {}) => (desk = await startDesk(home, environment));
  const path = `/v1/models/${modelName}`;
  const model = async (running: Desk) => (await running.call('GET', path)).body;
  const predictedBy = async (running: Desk) => {
    const { status, body } = await running.call('POST', `${path}/predict`, { body: 'The printer has a paper jam' });
    return status === 200 ? body.model.version : body.code;
  };
  const unsign = (awaitsSignature: boolean) =>
    onStore(home, ({ prisma }) =>
      prisma.modelVersion.updateMany({ data: { keyId: null, signature: null, signedAt: null, awaitsSignature } }),
    );

  it('can be checked by anybody, also of a version from before there were signatures', async () => {
    await unsign(true);
    const running = await start();
    const { status, body } = await running.call('GET', `${path}/signature`);
    expect([status, body.version, body.algorithm]).toEqual([200, original, 'Ed25519']);
    const publicKey = createPublicKey(body.publicKey);
    expect(verify(null, Buffer.from(body.digest), publicKey, Buffer.from(body.signature, 'base64'))).toBe(true);
    expect((await stat(join(home, 'keys', 'model-signing.pem'))).mode & 0o777).toBe(0o600);
    expect(await model(running)).toMatchObject({ champion: original, loaded: original, status: 'ok' });
  });

  it('and not of one that lost its signature: nothing serves', async () => {
    await unsign(false);
    const running = await start();
    const { problem } = await model(running);
    expect(problem).toBe(`Version ${original} of ${modelName} cannot serve: ${original} is not signed.`);
    const { status, body } = await running.call('GET', `${path}/signature`);
    expect([status, body.code]).toEqual([404, 'not_signed']);
    expect(await predictedBy(running)).toBe('model_not_loaded');
  });

  const cut = (version: string) => truncate(join(home, 'models', modelName, version, modelFile), 1_000_000);
  it.each([
    ['truncated', cut, 'changed or damaged'],
    ['wrongly signed', (version: string) => signWrongly(home, version), 'is not one of key'],
  ])(
    'a champion that is %s does not serve; the version before it does, and comes back',
    async (_, spoil, reason) => {
      const champion = await promoteTwin(home, original);
      await spoil(champion);
      const running = await start();
      expect(await model(running)).toMatchObject({ status: 'degraded', champion, loaded: original });
      const { detail } = (await running.call('GET', '/health/ready')).body.checks.models;
      expect(detail).toContain(`Version ${champion} of ${modelName} cannot serve: `);
      expect(detail).toContain(reason);
      expect(await predictedBy(running)).toBe(original);

      const back = await running.call('POST', `${path}/rollback`, { reason: 'spoilt' });
      expect([back.status, back.body.status, back.body.champion, back.body.loaded]).toEqual([
        200,
        'ok',
        original,
        original,
      ]);
      expect((await running.call('GET', '/health/ready')).body.status).toBe('up');
      // Promoted under way it changes nothing either.
      const again = await running.call('POST', `${path}/versions/${champion}/promote`, {});
      expect(again.body).toMatchObject({ status: 'degraded', champion, loaded: original });
      expect(await predictedBy(running)).toBe(original);
      const { items } = (await running.call('GET', `${path}/history?limit=2`)).body;
      expect(
        items.map((one: { alias: string; version: string; from: string }) => [one.alias, one.version, one.from]),
      ).toEqual([
        ['champion', champion, original],
        ['previous', original, champion],
      ]);
    },
    startsMs,
  );

  it(
    'a key that was lost is missed, and another one is not believed',
    async () => {
      const own = join(home, 'keys', 'model-signing.pem');
      await rename(own, join(home, 'saved.pem'));
      const { code, errors } = await refusedStart(home, {});
      expect([code, errors]).toEqual([
        1,
        expect.stringContaining(`${own} is missing, and a version is signed with it.`),
      ]);

      const { keyId } = await createSigningKey(join(home, 'other.pem'));
      const other = await start({ MODEL_SIGNING_KEY_FILE: join(home, 'other.pem') });
      expect((await model(other)).problem).toContain(`not trusted here (${keyId} is)`);
      const { body } = await other.call('GET', `${path}/signature`);
      expect([body.keyId === keyId, body.publicKey]).toEqual([false, null]);
      await other.stop();

      const mended = await start({ MODEL_SIGNING_KEY_FILE: join(home, 'saved.pem') });
      expect(await predictedBy(mended)).toBe(original);
    },
    startsMs,
  );
});
