import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Passage } from '@driftdesk/contracts';
import { type Database, openPglite } from '@driftdesk/database';
import type { Embedder } from '@driftdesk/embeddings';
import { systemIdentity } from '@driftdesk/governance';
import { KnowledgeBase } from '../documents/knowledge-base.js';
import { WholeDocuments } from './whole-documents.js';

/** A vector of two numbers: texts that name the pump point the one way, all others the other way. */
const embedder = {
  digest: 'twin',
  embed: (texts: readonly string[]) =>
    Promise.resolve(texts.map((text) => Float32Array.from(text.includes('pump') ? [1, 0] : [0, 1]))),
} as unknown as Embedder;

describe('the documents of the best passages', () => {
  let database: Database;
  beforeAll(async () => void (database = await openPglite()));
  afterAll(() => database.close());

  it('bring the rest of a list that goes on in another passage, however unlike the ticket', async () => {
    const step = (n: number) => `${n}. Turn valve ${n} to the left, then ${'wait and '.repeat(20)}look at the gauge.`;
    const steps = Array.from({ length: 12 }, (_, n) => step(n + 1)).join('\n');
    const others = Array.from({ length: 20 }, (_, n) => `## Pump ${n}\nThe pump ${n} hums.`).join('\n\n');
    const { id } = await new KnowledgeBase(database, embedder).create(
      { title: 'Manual', body: `${others}\n\n## Steps\n${steps}`, language: 'en' },
      { source: 'api', author: systemIdentity },
    );
    const rows = await database.sql.query<{ id: string; text: string; position: number }>(
      `SELECT id, text, position FROM rag.passages WHERE section = 'Steps' ORDER BY position`,
    );
    expect(rows.length).toBeGreaterThan(2);
    const best = rows[0] as { id: string; text: string };
    const found: Passage = {
      ...{ documentId: id, passageId: best.id, title: 'Manual', section: 'Steps', language: 'en', text: best.text },
      ...{ similarity: 0.5, score: 0.5 },
    };
    const query = { text: 'the pump', embedding: Float32Array.from([1, 0]), queue: undefined, language: 'en' };
    const [passages = []] = await new WholeDocuments(database, embedder).complete([query], [[found]]);
    const ids = passages.map(({ passageId }) => passageId);
    expect(ids).toEqual(expect.arrayContaining(rows.slice(0, 3).map((row) => row.id)));
  });
});
