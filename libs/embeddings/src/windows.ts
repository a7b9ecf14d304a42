/** The most word pieces the model reads at once, its special tokens included. */
export const maxTokens = 256;

/** A longer text is read in windows of `maxTokens`; what follows the fourth is left out. */
export const maxWindows = 4;

/** The special tokens around a text: [CLS] … [SEP] for BERT. */
export interface SpecialTokens {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** A piece of a text as the model reads it; `weight` is its number of word pieces without special tokens. */
export interface Window {
  readonly ids: readonly number[];
  readonly weight: number;
}

/** Cuts word pieces into windows. A text of none (empty, or only spaces) is one window of special tokens alone. */
export function splitIntoWindows(pieces: readonly number[], { before, after }: SpecialTokens): Window[] {
  const room = maxTokens - before.length - after.length;
  const count = Math.min(maxWindows, Math.max(1, Math.ceil(pieces.length / room)));
  return Array.from({ length: count }, (_, i) => {
    const content = pieces.slice(i * room, (i + 1) * room);
    return { ids: [...before, ...content, ...after], weight: content.length };
  });
}

/** Which tokens a tokenizer puts around `pieces` to get `ids`. */
export function specialTokensAround(ids: readonly number[], pieces: readonly number[]): SpecialTokens {
  const start = ids.findIndex((_, i) => pieces.every((piece, j) => ids[i + j] === piece));
  if (start < 0) throw new Error('The tokenizer does not keep a text’s tokens together between its special tokens.');
  return { before: ids.slice(0, start), after: ids.slice(start + pieces.length) };
}
