import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { Registry } from './registry.js';
import { author, RegistryUnderTest } from './registry.fixture.js';

/** A time that rises with the number. */
const second = (number: number) => ({ createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, number)).toISOString() });

describe('forgetting old versions', () => {
  const under = new RegistryUnderTest({ versionsKept: 3 });
  const add = async (...numbers: readonly number[]) => {
    for (const number of numbers) await under.add(`v-${number}`, second(number));
  };
  const versions = async () => (await under.registry.list('fixture')).map(({ reference }) => reference.version);
  const folders = async () => (await readdir(join(under.folder, 'models', 'fixture'))).sort();

  it('leaves the newest ones, row and files alike', async () => {
    await add(1, 2, 3);
    expect(await versions()).toEqual(['v-3', 'v-2', 'v-1']);
    await add(4, 5);
    expect(await versions()).toEqual(['v-5', 'v-4', 'v-3']);
    expect(await folders()).toEqual(['v-3', 'v-4', 'v-5']);
    expect(await under.database.prisma.removedVersion.count()).toBe(0);
  });

  it('leaves what served once, what an alias points at, and the history', async () => {
    const { registry } = under;
    await add(1, 2, 3);
    for (const version of ['v-1', 'v-2', 'v-3']) await registry.promote('fixture', version, 'better', author);
    await add(4);
    await registry.nominate('fixture', 'v-4', 'trained', author);
    await add(5, 6, 7, 8);
    // v-1 was champion and has no alias any more; v-4 is the candidate.
    expect(await versions()).toEqual(['v-8', 'v-7', 'v-6', 'v-4', 'v-3', 'v-2', 'v-1']);
    expect(await folders()).toEqual(['v-1', 'v-2', 'v-3', 'v-4', 'v-6', 'v-7', 'v-8']);
    expect(await under.aliases()).toEqual(['v-3', 'v-2', 'v-4']);
    // A candidate that was never promoted goes when another one takes its place; the history remembers it.
    await registry.nominate('fixture', 'v-8', 'trained', author);
    await add(9);
    expect(await versions()).toEqual(['v-9', 'v-8', 'v-7', 'v-3', 'v-2', 'v-1']);
    const changes = await registry.history('fixture', { limit: 2 });
    expect(changes.map(({ version, from }) => [version, from])).toEqual([
      ['v-8', 'v-4'],
      ['v-4', null],
    ]);
    await registry.rollback('fixture', 'worse', author);
    expect(await under.served('champion')).toBe('v-2');
  });

  it('leaves what was registered just now, however old it says it is, and other models', async () => {
    await under.add('w-1', { ...second(0), name: 'other' });
    await add(4, 5, 6, 1);
    expect(await versions()).toEqual(['v-6', 'v-5', 'v-4', 'v-1']);
    expect((await under.registry.list('other')).length).toBe(1);
  });

  it('removes files later that it could not remove at once', async () => {
    const remove = jest.spyOn(under.artefacts, 'remove').mockRejectedValueOnce(new Error('disk on fire'));
    await add(1, 2, 3, 4);
    expect(await versions()).toEqual(['v-4', 'v-3', 'v-2']);
    expect(await folders()).toEqual(['v-1', 'v-2', 'v-3', 'v-4']);
    // As a start does it after a kill between rows and files.
    await under.registry.removePartial();
    expect(await folders()).toEqual(['v-2', 'v-3', 'v-4']);
    remove.mockRestore();
  });

  it('takes a forgotten version in again', async () => {
    const remove = jest.spyOn(under.artefacts, 'remove').mockRejectedValueOnce(new Error('disk on fire'));
    await add(1, 2, 3, 4);
    remove.mockRestore();
    const generous = new Registry(under.database, under.artefacts, { signingKey: under.key });
    const reference = await generous.register(join(under.folder, 'v-1'));
    expect(await generous.fetch(reference)).toBe(join(under.folder, 'models', 'fixture', 'v-1'));
    expect(await versions()).toEqual(['v-4', 'v-3', 'v-2', 'v-1']);
  });
});
