import type { DriftReport } from '@driftdesk/contracts';
import { z } from 'zod';

/** How often each category occurs in the two windows. */
export interface Mix {
  readonly title: string;
  /** Population stability index: a size; by custom above 0.25 is large. */
  readonly psi: number;
  /** The largest change first. */
  readonly shares: readonly CategoryShare[];
}

export interface CategoryShare {
  readonly category: string;
  readonly before: number;
  readonly after: number;
}

/** A mean in each window. */
export interface Measure {
  readonly before: number;
  readonly after: number;
}

type Tests = DriftReport['tests'];

const mixSchema = z.object({
  psi: z.number(),
  counts: z.array(z.object({ category: z.string(), reference: z.number(), current: z.number() })),
});
const labelMixSchema = z.object({ heads: z.array(mixSchema.extend({ head: z.string() })) });
const measureSchema = z.object({ before: z.number(), after: z.number() });

/** The mix of each head's predicted labels, then that of the languages; what an older report does not have is left out. */
export function mixesOf(tests: Tests): Mix[] {
  const heads = labelMixSchema.safeParse(detailOf(tests, 'label-mix')).data?.heads ?? [];
  const languages = mixSchema.safeParse(detailOf(tests, 'language-mix')).data;
  return [
    ...heads.map((head) => toMix(`Predicted ${head.head}`, head)),
    ...(languages === undefined ? [] : [toMix('Language', languages)]),
  ];
}

/** The mean of a test that compares one number a ticket. */
export function measureOf(tests: Tests, name: 'text-length' | 'unseen-words'): Measure | undefined {
  return measureSchema.safeParse(detailOf(tests, name)).data;
}

function detailOf(tests: Tests, name: string): unknown {
  return tests.find((test) => test.name === name)?.detail;
}

function toMix(title: string, { psi, counts }: z.infer<typeof mixSchema>): Mix {
  const total = (window: 'reference' | 'current') =>
    Math.max(
      1,
      counts.reduce((sum, one) => sum + one[window], 0),
    );
  const [reference, current] = [total('reference'), total('current')];
  const shares = counts.map((one): CategoryShare => ({
    category: one.category,
    before: one.reference / reference,
    after: one.current / current,
  }));
  const change = ({ before, after }: CategoryShare) => Math.abs(after - before);
  return { title, psi, shares: shares.sort((left, right) => change(right) - change(left)) };
}
