import { readSentence } from './grounding/reading.js';
import type { Source } from './grounding/statement.js';
import type { Sources } from './grounding.js';
import type { PassageIndex } from './passage-index.js';
import type { NumberedPassage } from './provider.js';

/** Reads the passages that an answer may cite. @throws what the embedder throws */
export async function readSources(passages: readonly NumberedPassage[], index: PassageIndex): Promise<Sources> {
  return new Map(
    await Promise.all(
      passages.map(async ({ n, passage }) => {
        const indexed = await index.read(passage.text);
        // Quotations need no reading, and a reading takes more room than the text: it is made for the draft that needs it.
        let read: readonly Source[] | undefined;
        const sources = () =>
          (read ??= indexed.statements.map(({ text }, at) => ({ reading: readSentence(text), at, passage: n })));
        return [n, { ...indexed, sources }] as const;
      }),
    ),
  );
}
