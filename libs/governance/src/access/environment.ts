import { z } from 'zod';

/** What access control reads from the environment, besides `ACCESS_CONTROL` itself. */
export const accessEnvironment = {
  ACCESS_KEY_FILE: z
    .string()
    .optional()
    .describe('Ed25519 key in PEM that signs access tokens; one in DRIFTDESK_HOME when absent'),
  ACCESS_KEY: z.string().optional().describe('the same key itself, for hosts that pass secrets in variables'),
  ADMIN_NAME: z.string().default('admin').describe('name of the first admin'),
  ADMIN_PASSWORD_FILE: z
    .string()
    .optional()
    .describe('holds the first admin’s password; made in DRIFTDESK_HOME when absent'),
  ADMIN_PASSWORD: z.string().optional().describe('the same password itself'),
  REGISTRATION: z
    .enum(['open', 'closed'], { error: 'must be open or closed' })
    .default('open')
    .describe('whether requesters may register themselves; admins add users in any case'),
};
/** The variables as they were read. */
export type AccessEnvironment = z.output<z.ZodObject<typeof accessEnvironment>>;
