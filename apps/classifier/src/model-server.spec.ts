import { join } from 'node:path';
import { type Database, openPglite } from '@driftdesk/database';
import { randomRows, temporaryFolder, versionFiles, writeFixture } from '@driftdesk/inference/version-fixture';
import { HealthChecks } from '@driftdesk/platform';
import { createFolderStore, createSigningKey, Registry } from '@driftdesk/registry';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { ModelServer, type ServedModel } from './model-server.js';

const name = 'fixture';
const author = { id: 'ada', role: 'admin' } as const;
let database: Database;
let registry: Registry;
let servers: ModelServer[];
let trustedKeys: ConstructorParameters<typeof ModelServer>[2]['trustedKeys'];
/** Two versions. */
let first: string, second: string;

/** A version whose card tells it from others. */
async function versionOf(createdAt: string) {
  const files = new Map(await versionFiles());
  const card = JSON.parse(new TextDecoder().decode(files.get('card.json')));
  files.set('card.json', new TextEncoder().encode(JSON.stringify({ ...card, createdAt })));
  const { version } = await registry.register((await writeFixture(files)).directory);
  return version;
}

beforeAll(async () => {
  database = await openPglite();
  const folder = await temporaryFolder();
  const key = await createSigningKey(join(folder, 'key.pem'));
  trustedKeys = [key];
  registry = new Registry(database, createFolderStore(join(folder, 'models')), { signingKey: key });
  [first, second] = [await versionOf('2026-01-01T00:00:00.000Z'), await versionOf('2026-01-02T00:00:00.000Z')];
});
afterAll(() => database.close());
beforeEach(async () => {
  servers = [];
  await registry.promote(name, first, 'a test begins', author);
});
afterEach(() => Promise.all(servers.map((server) => server.onApplicationShutdown())));

/** A process that serves, as far as the registry lets it. */
async function start(): Promise<{ server: ModelServer; health: HealthChecks }> {
  const health = new HealthChecks();
  const options = { triageModel: name, trustedKeys };
  const server = new ModelServer(registry, pino({ level: 'silent' }), options, health);
  await server.onModuleInit();
  servers.push(server);
  // It heard of its own report, and looks.
  await server.refresh(name);
  return { server, health };
}
/** Breaks one method of the registry until what it returns is called. */
function breakMethod(method: 'reportServing' | 'resolve'): () => void {
  Object.assign(registry, { [method]: () => Promise.reject(new Error('the store is away')) });
  return () => void Reflect.deleteProperty(registry, method);
}
const versionOn = (server: ModelServer) => server.get(name)?.reference.version;
const serves = (version: string) => registry.servesSince({ name, version });
const models = async (health: HealthChecks) => (await health.report()).checks['models'];

describe('a process that serves models', () => {
  it('serves on, frees the old session and is no problem when the registry cannot be told', async () => {
    const { server, health } = await start();
    const { loaded: old } = server.get(name) as ServedModel;
    const mend = breakMethod('reportServing');
    await registry.promote(name, second, 'better', author);
    await server.refresh(name);
    expect([versionOn(server), server.problemOf(name)]).toEqual([second, undefined]);
    await expect(old.predict(randomRows(1, 1))).rejects.toThrow('was released');
    expect(await models(health)).toEqual({
      status: 'degraded',
      detail: `${name} ${second} serves, but the registry could not be told: the store is away`,
    });
    expect(await serves(second)).toBeUndefined();
    mend();
    await server.repeat();
    expect(await serves(second)).toBeInstanceOf(Date);
    expect(await models(health)).toEqual({ status: 'up', detail: `${name} ${second}` });
  });

  it('reads a registry again that it could not read when a promotion was told', async () => {
    const { server, health } = await start();
    expect([versionOn(server), server.problemOf(name)]).toEqual([first, undefined]);
    const mend = breakMethod('resolve');
    await registry.promote(name, second, 'better', author);
    await server.refresh(name);
    expect(versionOn(server)).toBe(first);
    expect((await models(health))?.detail).toContain('could not be read: the store is away');
    mend();
    await server.repeat();
    expect(versionOn(server)).toBe(second);
  });

  it('is waited for while it is there, and not when it has ended', async () => {
    const { server } = await start();
    const { server: other } = await start();
    expect(await serves(first)).toBeInstanceOf(Date);
    await registry.promote(name, second, 'better', author);
    await server.refresh(name);
    await other.refresh(name);
    expect(await serves(second)).toBeInstanceOf(Date);
    await registry.promote(name, first, 'back', author);
    await server.refresh(name);
    await other.onApplicationShutdown();
    servers.pop();
    expect(await serves(first)).toBeInstanceOf(Date);
  });
});
