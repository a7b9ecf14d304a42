import { z } from 'zod';
import { label, slug, text } from '../text.js';
import { languageSchema, needsHumanReasonSchema } from '../ticket.js';

/**
 * What in a ticket's words speaks for a rule: a term of each list in `all`, at most `within` words from the first word of
 * them to the last. The end of a sentence counts as six words.
 */
const evidenceSchema = z.strictObject({
  all: z.array(slug).min(1),
  within: z.int().min(1).max(40),
  /** Lists of terms that take the evidence back when they stand in one of its sentences. */
  unless: z.array(slug).default([]),
});
export type AlertEvidence = z.infer<typeof evidenceSchema>;

/** A kind of ticket that always goes to a person, such as a stolen laptop. */
const ruleSchema = z.strictObject({
  name: slug,
  reason: needsHumanReasonSchema,
  /** head → label that holds whatever the head says, such as urgency: high. */
  labels: z.record(slug, label).default({}),
  /** Language → what the requester should do now; `en` is for all other languages. */
  acknowledgement: z.record(languageSchema, text(1_000)).refine((texts) => texts['en'] !== undefined, 'must have en'),
  /** One piece is enough. */
  evidence: z.array(evidenceSchema).min(1),
  /** For every piece of evidence. */
  unless: z.array(slug).default([]),
});
export type AlertRule = z.infer<typeof ruleSchema>;

/**
 * Rules over the words of a ticket, the most pressing first. A term list is comma-separated; a term is one or more words in
 * lower case without accents, apostrophes as spaces, and `*` for any ending of a word: "stolen, break in, burglar*".
 */
export const alertsSchema = z
  .strictObject({ terms: z.record(slug, z.string().min(1)), rules: z.array(ruleSchema) })
  .superRefine(({ terms, rules }, context) => {
    for (const { name, evidence, unless } of rules) {
      const used = [...unless, ...evidence.flatMap((piece) => [...piece.all, ...piece.unless])];
      for (const list of used.filter((one) => terms[one] === undefined)) {
        context.addIssue({ code: 'custom', message: `rule ${name} names the unknown term list ${list}` });
      }
    }
  });
export type Alerts = z.infer<typeof alertsSchema>;
