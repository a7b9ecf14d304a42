import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Gate, type Leave } from './gate.js';

let gate: Gate;
let inside: Map<string, Leave>;

beforeEach(() => {
  gate = new Gate();
  inside = new Map();
});

function come(name: string, alone = false): void {
  void (alone ? gate.enterAlone() : gate.enter()).then((leave) => inside.set(name, leave));
}
async function leave(...names: string[]): Promise<void> {
  for (const name of names) {
    inside.get(name)?.();
    inside.delete(name);
  }
  await nextTurn();
}
const names = async () => {
  await nextTurn();
  return [...inside.keys()];
};

describe('the gate', () => {
  it('lets many in side by side', async () => {
    for (const name of ['a', 'b', 'c']) come(name);
    expect(await names()).toEqual(['a', 'b', 'c']);
  });

  it('lets one in alone when all have left, and whoever came later after that one', async () => {
    for (const name of ['a', 'b']) come(name);
    come('alone', true);
    come('late');
    expect(await names()).toEqual(['a', 'b']);
    await leave('a');
    expect(await names()).toEqual(['b']);
    await leave('b');
    expect(await names()).toEqual(['alone']);
    await leave('alone');
    expect(await names()).toEqual(['late']);
  });

  it('lets those who want to be alone in one after the other', async () => {
    come('one', true);
    come('two', true);
    expect(await names()).toEqual(['one']);
    await leave('one');
    expect(await names()).toEqual(['two']);
    await leave('two');
  });

  it('does not wait for ever for those who stay, and lets nobody in meanwhile', async () => {
    gate = new Gate({ waitMs: 50, aloneMs: 60_000 });
    for (const name of ['stays', 'goes']) come(name);
    come('alone', true);
    come('late');
    expect(await names()).toEqual(['stays', 'goes']);
    await leave('goes');
    await until(() => inside.has('alone'));
    // One of the others leaves now: the one that is alone stays so.
    await leave('stays');
    expect(await names()).toEqual(['alone']);
    await leave('alone');
    expect(await names()).toEqual(['late']);
  });

  it('lets others in when one stays alone for long', async () => {
    gate = new Gate({ waitMs: 60_000, aloneMs: 50 });
    come('alone', true);
    come('late');
    await until(() => inside.has('late'));
    await leave('alone', 'late');
    come('next', true);
    expect(await names()).toEqual(['next']);
    await leave('next');
  });

  it('counts who leaves twice once', async () => {
    for (const name of ['a', 'b']) come(name);
    come('alone', true);
    await names();
    const leaveA = inside.get('a');
    leaveA?.();
    leaveA?.();
    await leave('a');
    expect(await names()).toEqual(['b']);
    await leave('b');
    await leave('alone');
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await nextTurn();
}
