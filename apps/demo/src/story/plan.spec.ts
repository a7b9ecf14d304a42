import { describe, expect, it } from '@jest/globals';
import { planLines } from './plan.js';

const rules = { referenceMost: 2_000, minimumWindow: 50, cooldownHours: 24, watchLabels: 20, watchHours: 24 };

describe('the plan', () => {
  it('counts what is missing of the reference, a window to compare, two that drift or the labels, whatever is more', () => {
    const small = planLines({ ...rules, reference: 100, window: 100, labels: 60 }, 0, 0.3);
    expect(small[1]).toMatch(/^That is about 400 tickets /);
    const few = planLines({ ...rules, reference: 100, window: 100, labels: 60 }, 100, 0.1);
    expect(few[1]).toMatch(/^That is about 700 tickets /);
    const large = planLines({ ...rules, reference: 500, window: 500, labels: 100 }, 0, 0.3);
    expect(large[1]).toMatch(/^That is about 2000 tickets /);
  });
});
