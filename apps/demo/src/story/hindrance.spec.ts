import { describe, expect, it } from '@jest/globals';
import { hindrance } from './hindrance.js';
import { loop, report, rollout } from './situation.fixture.js';

const gate = { kind: 'size', megabytes: 1 } as const;

describe('what holds the loop', () => {
  it('is nothing while it goes on by itself', () => {
    expect(hindrance({ loop, reports: [report] })).toBeUndefined();
    expect(hindrance({ loop, reports: [{ ...report, status: 'cooldown' }], rollout })).toBeUndefined();
    expect(hindrance({ loop, reports: [], rollout: { ...rollout, status: 'proposed' } })).toBeUndefined();
  });

  it.each([
    ['a pause', { loop: { ...loop, paused: true } }, 'paused'],
    ['no autonomy', { loop: { ...loop, autonomy: 'off' as const } }, 'autonomy is off'],
    ['an alarm a moment ago', { reports: [{ ...report, status: 'cooldown' as const }] }, 'less than 24 hours ago'],
    [
      'a person who must promote',
      {
        loop: { ...loop, autonomy: 'propose' as const },
        rollout: { ...rollout, status: 'proposed' as const, version: 'v-new' },
      },
      'POST /v1/models/ticket-triage/versions/v-new/promote',
    ],
    [
      'gates',
      {
        rollout: {
          ...rollout,
          status: 'rejected' as const,
          version: 'v-new',
          reason: 'It is too large.',
          gates: [
            { gate, passed: false, sentence: 'It is too large.' },
            { gate, passed: true, sentence: 'It is small.' },
          ],
        },
      },
      'v-new is rejected, 1 of 2 gates failed: It is too large.',
    ],
    ['a failed training', { rollout: { ...rollout, status: 'failed' as const, reason: 'No rows.' } }, 'No rows.'],
  ])('is %s', (_, situation, sentence) => {
    expect(hindrance({ loop, reports: [], ...situation })).toContain(sentence);
  });
});
