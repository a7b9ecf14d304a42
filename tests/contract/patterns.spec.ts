import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { check } from 'recheck';
import { z } from 'zod';
import { literalsOf, type PatternLiteral, patternLiterals } from '../support/pattern-literals.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Without one, a match is of bounded length. */
const unbounded = /[*+]|\{\d+,\}/;

/** Bounds in steps and none in time, or a loaded machine would make a pattern look slow. */
const effort = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  maxAttackStringSize: 20_000,
  attackLimit: 50_000_000,
} as const;

/** What recheck says of a pattern: linear, or with which text it takes how long. */
async function verdictOf({ source, flags }: Pick<PatternLiteral, 'source' | 'flags'>): Promise<string> {
  const verdict = await check(source, flags, effort);
  if (verdict.status === 'safe') return 'linear';
  if (verdict.status === 'unknown') return `unknown: ${verdict.error.kind}`;
  return `${verdict.complexity.summary}, as with ${verdict.attack.pattern}`;
}

describe('every regular expression takes linear time', () => {
  it('of our own', async () => {
    const literals = (await patternLiterals(root)).filter(({ source }) => unbounded.test(source));
    const verdicts = await Promise.all(
      literals.map(async (literal) => ({ ...literal, verdict: await verdictOf(literal) })),
    );
    const faults = verdicts.filter(({ verdict }) => verdict !== 'linear');
    expect(faults.map(({ file, literal, verdict }) => `${file}: ${literal} is ${verdict}`)).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(50);
  }, 300_000);

  it('of the schemas that a library brings', async () => {
    const patterns = [z.regexes.uuid(), z.regexes.datetime({})];
    expect(await Promise.all(patterns.map(verdictOf))).toEqual(['linear', 'linear']);
  });

  it.each([
    [String.raw`const heading = /^#{1,6}\s+(.+?)\s*#*$/;`, '3rd degree polynomial'],
    [String.raw`const link = /!?\[([^\]]*)\]\(([^)\s]+)[^)]*\)/g;`, '3rd degree polynomial'],
    [String.raw`const svg = /<svg.*?<\/svg>/s;`, '2nd degree polynomial'],
  ])('such a one would be found: %s', async (source, complexity) => {
    expect(await Promise.all(literalsOf('a.ts', source).map(verdictOf))).toEqual([expect.stringContaining(complexity)]);
  });
});
