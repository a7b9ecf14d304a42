import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ObservationReader } from './observation-reader.js';
import { insertTestTickets } from './observation-rows.fixture.js';
import { type EvaluatedSoFar, ObservationWindows, type WindowSizes } from './windows.js';

const model = 'triage';
const sizes: WindowSizes = { reference: 3, referenceMost: 6, current: 4 };
let database: Database;
let windows: ObservationWindows;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql.execute('TRUNCATE monitor.observations RESTART IDENTITY');
  windows = new ObservationWindows(new ObservationReader(database));
  next = 1;
});

let next = 1;
async function come(count: number, version = 'v-1'): Promise<void> {
  const tickets = Array.from({ length: count }, () => {
    const ticketId = `018f4f7e-0000-7000-8000-${String(next++).padStart(12, '0')}`;
    return { ticketId, version, at: new Date(0) };
  });
  await insertTestTickets(database.sql, model, tickets);
}

/** The sequences in both windows: of the process that has been running, which one that begins now must equal. */
async function look(evaluated: EvaluatedSoFar, version = 'v-1') {
  const sequences = async (of: ObservationWindows) => {
    const { reference, referenceFull, current } = await of.of(model, version, evaluated, sizes);
    return [reference, current].map((rows) => rows.map(({ sequence }) => sequence).join()).concat(`${referenceFull}`);
  };
  const found = await sequences(windows);
  expect(await sequences(new ObservationWindows(new ObservationReader(database)))).toEqual(found);
  return { reference: found[0], current: found[1], full: found[2] === 'true' };
}

describe('windows of a stream', () => {
  it('are the first tickets, and what came after the last evaluation', async () => {
    await come(2);
    expect(await look({ evaluatedTo: 0, quiet: [] })).toEqual({ reference: '1,2', current: '', full: false });
    await come(6);
    expect(await look({ evaluatedTo: 0, quiet: [] })).toEqual({ reference: '1,2,3', current: '5,6,7,8', full: false });
    expect(await look({ evaluatedTo: 7, quiet: [] })).toEqual({ reference: '1,2,3', current: '8', full: false });
  });

  it('lets those without drift join the reference, and no other', async () => {
    await come(5);
    await look({ evaluatedTo: 0, quiet: [] });
    await come(2);
    const quiet = [{ from: 4, to: 5 }];
    expect(await look({ evaluatedTo: 5, quiet })).toEqual({ reference: '1,2,3,4,5', current: '6,7', full: false });
    await come(2);
    expect(await look({ evaluatedTo: 7, quiet })).toEqual({ reference: '1,2,3,4,5', current: '8,9', full: false });
    const more = [...quiet, { from: 8, to: 9 }];
    expect(await look({ evaluatedTo: 9, quiet: more })).toEqual({
      ...{ reference: '1,2,3,4,5,8,9', current: '', full: true },
    });
  });

  it('begin anew with another version, and are read again when something was erased', async () => {
    await come(5);
    await look({ evaluatedTo: 0, quiet: [] });
    await database.sql.execute(`UPDATE monitor.observations SET text = '' WHERE sequence = 2`);
    windows.forget();
    expect(await look({ evaluatedTo: 0, quiet: [] })).toMatchObject({ reference: '1,3,4', current: '5' });
    await come(2, 'v-2');
    expect(await look({ evaluatedTo: 0, quiet: [] }, 'v-2')).toMatchObject({ reference: '6,7', current: '' });
  });
});
