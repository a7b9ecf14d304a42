import { describe, expect, it } from '@jest/globals';
import { registryChannel } from './aliases.js';
import { RegistryUnderTest } from './registry.fixture.js';
import { watchRegistry } from './watch.js';

const reference = (version: string) => ({ name: 'fixture', version, digest: version });

describe('what processes serve', () => {
  const under = new RegistryUnderTest();
  const serves = (version: string) => under.registry.servesSince(reference(version));
  /** As if a process had said so last at another time. */
  const shift = (instance: string, interval: string) =>
    under.database.sql.execute(
      'UPDATE registry.serving SET seen_at = seen_at + $2::interval WHERE instance = $1',
      instance,
      interval,
    );

  it('is a version when all that are there serve it, since the last one does', async () => {
    const { registry } = under;
    await under.database.sql.execute('TRUNCATE registry.serving');
    expect(await serves('v-1')).toBeUndefined();
    await registry.reportServing('a', reference('v-1'));
    await registry.reportServing('b', reference('v-1'));
    const since = await serves('v-1');
    expect(since).toBeInstanceOf(Date);
    await registry.reportServing('a', reference('v-1'));
    expect(await serves('v-1')).toEqual(since);
    await registry.reportServing('a', reference('v-2'));
    expect([await serves('v-1'), await serves('v-2')]).toEqual([undefined, undefined]);
    await registry.reportServing('b', reference('v-2'));
    expect(await serves('v-2')).toBeInstanceOf(Date);
  });

  it.each([
    ['a minute ago', '-61 seconds'],
    ['a day ahead, before the clock went back', '1 day'],
  ])('does not wait for a process whose last word was %s', async (_when, interval) => {
    const { registry } = under;
    await under.database.sql.execute('TRUNCATE registry.serving');
    await registry.reportServing('gone', reference('v-1'));
    await registry.reportServing('here', reference('v-2'));
    expect(await serves('v-2')).toBeUndefined();
    await shift('gone', interval);
    expect(await serves('v-2')).toBeInstanceOf(Date);
    await registry.reportServing('here', reference('v-2'));
    expect(await under.database.sql.query('SELECT instance FROM registry.serving')).toEqual([{ instance: 'here' }]);
  });

  it('is forgotten of a process that ends', async () => {
    const { registry } = under;
    await under.database.sql.execute('TRUNCATE registry.serving');
    await registry.reportServing('pod-a', reference('v-1'));
    await registry.withdrawServing('pod-a');
    await registry.reportServing('pod-b', reference('v-2'));
    expect(await serves('v-2')).toBeInstanceOf(Date);
  });

  it('is looked at besides, so a watcher misses nothing whose NOTIFY is lost', async () => {
    await under.add('v-1');
    await under.database.sql.execute('TRUNCATE registry.serving');
    const deaf = { ...under.database, listen: async () => async () => undefined };
    const heard: string[] = [];
    let changed: () => void = () => undefined;
    const change = () => new Promise<void>((resolve) => (changed = resolve));
    const onChange = (name: string) => void (heard.push(name), changed());
    const promoted = change();
    const stop = await watchRegistry(deaf, registryChannel, onChange, 20);
    await under.registry.promote('fixture', 'v-1', 'first', { id: 'ada', role: 'admin' });
    await promoted;
    const served = change();
    await under.registry.reportServing('a', reference('v-1'));
    await served;
    await stop();
    expect(heard).toEqual(['fixture', 'fixture']);
  });
});
