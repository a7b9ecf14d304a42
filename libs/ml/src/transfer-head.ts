import { parameterCount, strideOf, type LinearHead } from './linear-head.js';
import type { Vocabulary } from './tfidf.js';

/**
 * A head's parameters over the columns of another vocabulary: those of a bucket that both have, zeros for others; the
 * last `dense` columns and the bias as they are. Where a fit of nearly the same rows starts.
 */
export function transferHead(
  { classes, parameters }: LinearHead,
  from: Vocabulary,
  to: Vocabulary,
  dense: number,
): Float64Array {
  const stride = strideOf(classes);
  const transferred = new Float64Array(parameterCount(to.buckets.length + dense, classes));
  to.buckets.forEach((bucket, column) => {
    const known = (from.rowOfBucket[bucket] as number) - 1;
    if (known < 0) return;
    for (let c = 0; c < classes; c++) transferred[column * stride + c] = parameters[known * stride + c] as number;
  });
  transferred.set(parameters.subarray(from.buckets.length * stride), to.buckets.length * stride);
  return transferred;
}
