import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Database, openPglite } from '@driftdesk/database';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KnowledgeBase } from './knowledge-base.js';

let database: Database;
beforeAll(async () => void (database = await openPglite()));
afterAll(() => database.close());

const embedder = {
  digest: 'fixed',
  dimensions: 384,
  embed: (texts: readonly string[]) => Promise.resolve(texts.map(() => new Float32Array(384).fill(0.05))),
};

it.each([
  ['the longest document', 'The printer on floor 3 does not print. '.repeat(5_120)],
  ['a resolution of headings alone', '# a\nb\n'.repeat(990)],
])(
  'writes %s without holding the event loop',
  async (_name, body) => {
    const knowledge = new KnowledgeBase(database, embedder as never);
    const write = await knowledge.prepare(
      { title: 'Long', body, language: 'en' },
      { source: 'api', author: { id: 'agent', role: 'agent' } },
    );
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const { id } = await database.transaction(write);
    delay.disable();
    const [row] = await database.sql.query<{ count: number }>(
      'SELECT count(*)::int FROM rag.passages WHERE document_id = $1::uuid',
      id,
    );
    expect(row?.count).toBeGreaterThan(200);
    expect(delay.max / 1e6).toBeLessThan(200);
  },
  60_000,
);
