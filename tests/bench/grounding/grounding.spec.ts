import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Part, parts, readCases } from './cases.js';
import { countKept, type Judged, judgeAll } from './measure.js';

/**
 * The least share of faithful drafts that is kept and the largest of tampered ones that is let through; a rule that
 * makes them worse fails here. The goal is 0.9 and 0.01 on all. What strangers write is far from it (ADR 0053), and
 * nothing is asked of the drafts of theirs that are held out: the bench tells what they reach.
 */
const bounds: Readonly<Partial<Record<Part, { kept: number; through: number }>>> = {
  development: { kept: 0.96, through: 0.004 },
  'held-out': { kept: 0.84, through: 0.01 },
  'strangers-development': { kept: 0.03, through: 0.04 },
};
const bounded = Object.entries(bounds).map(([part, bound]) => ({ part, ...bound }));

let judged: readonly Judged[];

beforeAll(async () => {
  judged = await judgeAll(readCases());
});

describe('the grounding check on written drafts', () => {
  it('is measured on enough of them, each once', () => {
    for (const part of parts) {
      const own = judged.filter((one) => one.part === part);
      expect(own.filter(({ faithful }) => faithful).length).toBeGreaterThan(75);
      expect(own.filter(({ faithful }) => !faithful).length).toBeGreaterThan(75);
    }
    expect(new Set(judged.map(({ language, draft }) => language + draft)).size).toBe(judged.length);
  });

  it.each(bounded)('lets hardly a tampered one through: $part', ({ part, through }) => {
    const own = judged.filter((one) => one.part === part);
    const { kept, of } = countKept(own, false);
    expect({
      through: own.filter((one) => !one.faithful && one.refusal === undefined),
      fits: kept / of <= through,
    }).toMatchObject({ fits: true });
  });

  it.each(bounded)('keeps the faithful ones: $part', ({ part, kept: least }) => {
    const own = judged.filter((one) => one.part === part);
    const { kept, of } = countKept(own, true);
    expect({
      refused: own.filter((one) => one.faithful && one.refusal !== undefined),
      fits: kept / of >= least,
    }).toMatchObject({ fits: true });
  });
});
