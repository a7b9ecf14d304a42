import { citedNumbers, marksBeforeStops, splitAtMarks } from '../citations.js';
import { readCommands } from './commands.js';
import { readBlocks } from '../text/markdown.js';
import { splitSentences } from '../text/sentences.js';

/** A sentence of an answer up to a citation mark, and the passages that it cites. */
export interface Claim {
  readonly text: string;
  /** Of its own, or of its sentence; empty when the sentence has none and leans on all that the answer cites. */
  readonly cited: readonly number[];
  /** Commands in code spans, which must occur whole. */
  readonly commands: readonly string[];
}

/** Reads an answer as claims, in its order. */
export function readClaims(answer: string): Claim[] {
  return marksBeforeStops(answer)
    .split('\n')
    .flatMap((line) => {
      const commands = readCommands(line);
      return readBlocks(line).flatMap(({ text }) =>
        splitSentences(text).flatMap((sentence) => claimsOf(sentence, commands)),
      );
    });
}

/** What follows the last mark of a sentence leans on the marks of the whole sentence. */
function claimsOf(sentence: string, commands: readonly string[]): Claim[] {
  const ofSentence = citedNumbers(sentence);
  return splitAtMarks(sentence).map(({ text, cited }) => ({
    text,
    cited: cited.length > 0 ? cited : ofSentence,
    commands: commands.filter((command) => text.includes(command)),
  }));
}
