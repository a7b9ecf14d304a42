import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Part, parts, readCases } from './cases.js';
import { countKept, type Judged, judgeAll } from './measure.js';

/**
 * The least share of faithful drafts that is kept and the largest of tampered ones that is let through. The goal is 0.9
 * and 0.01 on both; on drafts that nothing was tuned on, 0.84 and 0.009 are reached.
 */
const bounds: Readonly<Record<Part, { kept: number; through: number }>> = {
  development: { kept: 0.95, through: 0.005 },
  'held-out': { kept: 0.84, through: 0.01 },
};

let judged: readonly Judged[];

beforeAll(async () => {
  judged = await judgeAll(readCases());
});

describe('the grounding check on written drafts', () => {
  it('is measured on enough of them, each once', () => {
    for (const part of parts) {
      const own = judged.filter((one) => one.part === part);
      expect(own.filter(({ faithful }) => faithful).length).toBeGreaterThan(100);
      expect(own.filter(({ faithful }) => !faithful).length).toBeGreaterThan(100);
    }
    expect(new Set(judged.map(({ language, draft }) => language + draft)).size).toBe(judged.length);
  });

  it.each(parts)('lets hardly a tampered one through: %s', (part) => {
    const own = judged.filter((one) => one.part === part);
    const { kept, of } = countKept(own, false);
    expect({
      through: own.filter((one) => !one.faithful && one.refusal === undefined),
      fits: kept / of <= bounds[part].through,
    }).toMatchObject({ fits: true });
  });

  it.each(parts)('keeps the faithful ones: %s', (part) => {
    const own = judged.filter((one) => one.part === part);
    const { kept, of } = countKept(own, true);
    expect({
      refused: own.filter((one) => one.faithful && one.refusal !== undefined),
      fits: kept / of >= bounds[part].kept,
    }).toMatchObject({ fits: true });
  });
});
