import { z } from 'zod';
import { languageSchema } from '../ticket.js';
import { label, text, timestamp } from '../text.js';

/**
 * Who gave a row its labels: `demo` came with the model, `original` with an import, `agent` from an agent's feedback,
 * `blind` from an agent who was asked about a sampled ticket without being shown the model's own label.
 */
export const labelSources = ['demo', 'original', 'agent', 'blind'] as const;

/** One labelled row of a data snapshot (JSON lines). Rows of one group never stand on both sides of a split. */
export const exampleSchema = z.strictObject({
  id: z.string().min(1),
  group: z.string().min(1),
  subject: text(300).optional(),
  body: text(20_000),
  language: languageSchema,
  source: z.enum(labelSources),
  labels: z.record(z.string(), label),
  /** When the ticket came in. */
  createdAt: timestamp.optional(),
  /** The ticket came in while the stream drifted; absent: it did not. */
  drifted: z.boolean().optional(),
  /** `encodeEmbedding` of the ticket's text by the embedding model of the run, where it is known already. */
  embedding: z.base64().optional(),
});
export type Example = z.infer<typeof exampleSchema>;
