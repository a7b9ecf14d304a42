import { detectLanguage } from '@driftdesk/language';
import { withoutMarks } from './citations.js';
import { cutAtCode } from './text/code-spans.js';

/** Below this many letters a detector guesses. */
const fewestLetters = 40;

/**
 * The language (ISO 639-1) that a text is written in, when it is not the expected one; otherwise undefined.
 * Code and citation marks do not count, and too little text says nothing.
 */
export async function otherLanguage(text: string, expected: string): Promise<string | undefined> {
  const prose = withoutMarks(proseOf(text));
  if ((prose.match(/\p{L}/gu)?.length ?? 0) < fewestLetters) return undefined;
  const language = await detectLanguage(prose);
  return language === expected ? undefined : language;
}

function proseOf(text: string): string {
  return cutAtCode(text)
    .filter((_part, i) => i % 2 === 0)
    .join(' ');
}
