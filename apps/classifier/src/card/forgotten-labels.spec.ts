import type { Card } from '@driftdesk/contracts';
import { describe, expect, it } from '@jest/globals';
import { forgottenLabels } from './forgotten-labels.js';

function card(labels: readonly string[], leftOut: Readonly<Record<string, number>> = {}, rows = 7): Card {
  const short = Object.entries(leftOut).map(([label, examples]) => ({ label, examples }));
  return {
    heads: [
      { name: 'queue', labels, leftOut: short, metrics: { rows } },
      { name: 'urgency', labels: ['low', 'high'], leftOut: [], metrics: { rows } },
    ],
  } as unknown as Card;
}

describe('forgottenLabels', () => {
  it('names the labels that were known, with their examples, and what the figures come from', () => {
    const champion = card(['access', 'hardware', 'network', 'printing']);
    const candidate = card(['printing', 'payroll'], { access: 0, hardware: 4, facilities: 2 });
    expect(forgottenLabels(candidate, champion)).toEqual([
      {
        head: 'queue',
        labels: [
          { label: 'access', examples: 0 },
          { label: 'hardware', examples: 4 },
          { label: 'network', examples: 0 },
        ],
        measuredOn: 7,
        warning:
          'queue: 3 of 4 labels that served before have too few examples to be learned (how many): ' +
          'access (0), hardware (4), network (0). Tickets of these labels get another one, or go to a person. ' +
          'The figures of this version come from 7 tickets of other labels: they do not show it.',
      },
    ]);
  });

  it('is silent where nothing is lost', () => {
    expect(forgottenLabels(card(['a', 'b', 'c']), card(['a', 'b']))).toEqual([]);
  });

  it('names 20 of 1,000', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => `label ${n}`);
    const [{ warning, labels } = { warning: '', labels: [] }] = forgottenLabels(card(['a', 'b']), card(many));
    expect([labels.length, warning.length < 1_000]).toEqual([1_000, true]);
    expect(warning).toContain('label 19 (0) and 980 more. ');
  });
});
