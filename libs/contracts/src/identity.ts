import { z } from 'zod';

export const roles = ['requester', 'agent', 'admin', 'system'] as const;
export const roleSchema = z.enum(roles);

/** Who did something: every record that a person or the machine makes carries one. */
export const authorSchema = z.strictObject({ id: z.string().min(1).max(200), role: roleSchema });
export type Author = z.infer<typeof authorSchema>;

/** What a requester allows to be done with a ticket. */
export const consentSchema = z.strictObject({
  externalProcessing: z.boolean().describe('the ticket may be sent to an LLM provider outside this installation'),
  training: z.boolean().describe('the ticket and its resolution may become training data or searchable knowledge'),
});
export type Consent = z.infer<typeof consentSchema>;
