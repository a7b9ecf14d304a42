import { z } from 'zod';
import { languageSchema } from '../ticket.js';
import { label, text } from '../text.js';

export const labelSources = ['demo', 'original', 'agent'] as const;

/** One labelled row of a data snapshot (JSON lines). Rows of one group never stand on both sides of a split. */
export const exampleSchema = z.strictObject({
  id: z.string().min(1),
  group: z.string().min(1),
  subject: text(300).optional(),
  body: text(20_000),
  language: languageSchema,
  source: z.enum(labelSources),
  labels: z.record(z.string(), label),
});
export type Example = z.infer<typeof exampleSchema>;
