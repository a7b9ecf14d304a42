import { z } from 'zod';

/** Who may call: people and integrations. */
export const accessRoles = ['requester', 'agent', 'admin'] as const;
export const accessRoleSchema = z.enum(accessRoles);
export type AccessRole = z.infer<typeof accessRoleSchema>;

export const roles = [...accessRoles, 'system'] as const;
export const roleSchema = z.enum(roles);

/** What an API key may be used for; its role decides what it may do there. */
export const apiScopes = [
  'tickets:read',
  'tickets:write',
  'knowledge:read',
  'knowledge:write',
  'models:read',
  'models:write',
  'loop:read',
  'loop:write',
  'operations:read',
  'operations:write',
] as const;
export const apiScopeSchema = z.enum(apiScopes);
export type ApiScope = z.infer<typeof apiScopeSchema>;

/** Who did something: every record that a person or the machine makes carries one. */
export const authorSchema = z.strictObject({ id: z.string().min(1).max(200), role: roleSchema });
export type Author = z.infer<typeof authorSchema>;

/** What a requester allows to be done with a ticket. */
export const consentSchema = z.strictObject({
  externalProcessing: z.boolean().describe('the ticket may be sent to an LLM provider outside this installation'),
  training: z.boolean().describe('the ticket and its resolution may become training data or searchable knowledge'),
});
export type Consent = z.infer<typeof consentSchema>;
