import { describe, expect, it } from '@jest/globals';
import { readSentence } from './reading.js';

function clauses(sentence: string): string[] {
  return readSentence(sentence).clauses.map(
    ({ role, negated, tokens }) => `${role}${negated ? ' not' : ''}: ${tokens.map(({ text }) => text).join(' ')}`,
  );
}

describe('readSentence', () => {
  it.each<[string, string[]]>([
    ['Leave it off, because it must not start.', ['main: leave off', 'reason not: start']],
    ['Choose A4 instead of Letter.', ['main: choose a4', 'instead not: letter']],
    ['Do not use a dryer, an oven or rice.', ['main not: do use dryer oven rice']],
    ['Wait half an hour before you call.', ['main: wait half an hour', 'before: call']],
    ['Ne redémarrez pas le poste.', ['main not: redemarrez poste']],
    ['N’appelez que le support.', ['main: appelez support']],
    ['Dial 030 555 1200 or +49 30.', ['main: dial 0305551200 4930']],
    ['Free 20GB or 20 GB.', ['main: free 20 gb 20 gb']],
  ])('%s', (sentence, expected) => {
    expect(clauses(sentence)).toEqual(expected);
  });

  it.each([
    ['Switch flight mode off.', 'Turn off airplane mode.'],
    ['Wait thirty minutes.', 'Wait for 30 min.'],
    ['Log in to the PC.', 'Sign in to the computer.'],
    ['Contracts over 50 000 €', 'Contracts over 50,000 euros'],
    ['Patientez une demi-heure.', 'Attendre 30 minutes.'],
    ['Ｏｐｅｎ ｅｖｉｌ．ｃｏｍ', 'Open evil.com'],
  ])('%s means the same as %s', (one, other) => {
    const keys = (sentence: string) =>
      readSentence(sentence)
        .tokens.map(({ key }) => key)
        .sort();
    expect(keys(one)).toEqual(keys(other));
  });

  it('tells that it did not read the end of a sentence without end', () => {
    expect(readSentence('restart the laptop '.repeat(100)).isCut).toBe(true);
    expect(readSentence('restart the laptop').isCut).toBe(false);
  });
});
