import { z } from 'zod';

/** RFC 9457 problem details. `code` is the machine-readable kind; `errors` name each wrong field. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  conflictsWith: z.string().optional().describe('the path of what stands in the way'),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
