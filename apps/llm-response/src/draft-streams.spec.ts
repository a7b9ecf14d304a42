import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { draftSchema, draftsChannel, draftWatchersChannel, type TicketDraft } from '@driftdesk/contracts';
import { type Database, notify, openPglite } from '@driftdesk/database';
import { pino } from 'pino';
import { DraftStreams } from './draft-streams.js';

const ids = ['018f4f7e-0000-7000-8000-000000000001', '018f4f7e-0000-7000-8000-000000000002'] as const;

describe('streams of drafts', () => {
  let database: Database;
  let streams: DraftStreams;
  let heard: TicketDraft[];
  let hear: (draft: TicketDraft) => void;
  let unlisten: () => Promise<void>;
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());
  beforeEach(async () => {
    heard = [];
    hear = () => undefined;
    unlisten = await database.listen(draftsChannel, (payload) => {
      heard.push(draftSchema.parse(JSON.parse(payload)));
      hear(heard.at(-1) as TicketDraft);
    });
    streams = new DraftStreams(database, pino({ level: 'silent' }));
    await streams.onModuleInit();
  });
  afterEach(async () => {
    await streams.onModuleDestroy();
    await unlisten();
  });

  const watch = (...watched: string[]) => notify(database.sql, draftWatchersChannel, watched.join(','));
  const hears = (text: string) =>
    new Promise<void>((resolve) => (hear = (draft) => (draft.text === text ? resolve() : undefined)));

  it('are told to who watches, and nobody else’s', async () => {
    await watch(ids[0]);
    const [mine, others] = [streams.begin(ids[0]), streams.begin(ids[1])];
    const done = hears('Restart the laptop');
    others.onText('mistral', 'Restart');
    mine.onText('mistral', 'Restart');
    mine.onText('mistral', 'Restart the');
    mine.onText('mistral', 'Restart the laptop');
    await done;
    await Promise.all([mine.end(), others.end()]);
    expect(heard.at(-1)).toEqual({ ticketId: ids[0], provider: 'mistral', text: 'Restart the laptop' });
    expect(new Set(heard.map(({ ticketId }) => ticketId))).toEqual(new Set([ids[0]]));
    // What came within a tenth of a second was told together.
    expect(heard.length).toBeLessThan(3);
  });

  it('are told from where they are to who begins to watch meanwhile', async () => {
    const stream = streams.begin(ids[0]);
    stream.onText('mistral', 'Restart the laptop');
    const done = hears('Restart the laptop');
    await watch(ids[1], ids[0]);
    await done;
    await stream.end();
  });

  it('say nothing more once they are ended', async () => {
    await watch(ids[0]);
    const stream = streams.begin(ids[0]);
    stream.onText('mistral', 'Restart');
    await stream.end();
    const told = heard.length;
    stream.onText('mistral', 'Restart the laptop');
    await watch(ids[0]);
    await database.sql.query('SELECT 1');
    expect([told, heard.length]).toEqual([1, 1]);
  });

  it('leave out what is too long for a message', async () => {
    await watch(ids[0]);
    const stream = streams.begin(ids[0]);
    stream.onText('mistral', 'ß'.repeat(4_000));
    await stream.end();
    expect(heard).toEqual([]);
  });

  it('run no statement for a ticket that nobody watches', async () => {
    const statements: string[] = [];
    const counting: Database = {
      ...database,
      sql: { ...database.sql, query: (text) => (statements.push(text), Promise.resolve([])) },
    };
    const unwatched = new DraftStreams(counting, pino({ level: 'silent' }));
    const stream = unwatched.begin(ids[0]);
    stream.onText('mistral', 'Restart');
    await stream.end();
    expect(statements).toEqual([]);
  });
});
