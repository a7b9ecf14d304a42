import { z } from 'zod';
import { accessRoleSchema, apiScopeSchema } from '../identity.js';
import { text, timestamp, uuid } from '../text.js';
import { pageOf, pageQuery, problems } from './common.js';
import { defineRoute } from './route.js';

const tag = 'access';
const byId = z.strictObject({ id: uuid });

/** Names are compared in this form; the check of a name comes after it. */
const foldedName = z.string().max(100).normalize('NFKC').toLowerCase().normalize('NFKC');

/** What a person logs in with: a word or an e-mail address in any script; case and Unicode form make no difference. */
export const userNameSchema = foldedName
  .max(100)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[._@+-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*$/u,
    'must be letters and digits, with single . _ @ + - between them',
  );

/** A name as somebody types it to log in: names of earlier rules must still get in. */
const statedName = foldedName.regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}._@+-]*$/u, 'is no user name');

/** Long rather than intricate (NIST SP 800-63B, 3.1.1.2); the upper end bounds what a hash costs. */
export const newPasswordSchema = text(256).min(12, 'must have at least 12 characters');
const statedPassword = z.string().min(1).max(256);
const refreshToken = z.string().min(1).max(200);

export const tokensSchema = z.object({
  accessToken: z.string().describe('JWT; send it as Authorization: Bearer'),
  tokenType: z.literal('Bearer'),
  expiresIn: z.int().describe('seconds until the access token expires'),
  refreshToken: z.string().describe('good once, for new tokens; using it again ends the session'),
});
export type Tokens = z.infer<typeof tokensSchema>;

export const callerSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  role: accessRoleSchema,
  scopes: z.array(apiScopeSchema).optional().describe('of an API key'),
});

export const userSchema = z.object({
  id: uuid,
  name: z.string(),
  role: accessRoleSchema,
  disabled: z.boolean(),
  createdAt: timestamp,
});
export type User = z.infer<typeof userSchema>;

export const apiKeySchema = z.object({
  id: uuid,
  prefix: z.string().describe('how the key begins; it acts as the author key-<prefix>'),
  name: z.string(),
  role: accessRoleSchema,
  scopes: z.array(apiScopeSchema),
  createdAt: timestamp,
  expiresAt: timestamp,
  revokedAt: timestamp.optional(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

export const register = defineRoute({
  id: 'register',
  method: 'POST',
  path: '/v1/auth/register',
  tag,
  summary: 'Register as a requester. The reply is the same whether or not the name was free',
  body: z.strictObject({ name: userNameSchema, password: newPasswordSchema }),
  responses: { 202: { description: 'Log in now, if the name was free' }, ...problems(400, 403, 409, 413, 415, 429) },
});

export const login = defineRoute({
  id: 'login',
  method: 'POST',
  path: '/v1/auth/login',
  tag,
  summary: 'Log in with name and password',
  body: z.strictObject({ name: statedName, password: statedPassword }),
  responses: { 200: { description: 'Tokens', schema: tokensSchema }, ...problems(400, 401, 409, 413, 415, 429) },
});

export const refreshSession = defineRoute({
  id: 'refreshSession',
  method: 'POST',
  path: '/v1/auth/refresh',
  tag,
  summary: 'New tokens for a refresh token, which is spent by that',
  body: z.strictObject({ refreshToken }),
  responses: { 200: { description: 'Tokens', schema: tokensSchema }, ...problems(400, 401, 409, 413, 415, 429) },
});

export const logout = defineRoute({
  id: 'logout',
  method: 'POST',
  path: '/v1/auth/logout',
  tag,
  summary: 'End the session of a refresh token; its access tokens end with it',
  body: z.strictObject({ refreshToken }),
  responses: { 204: { description: 'Ended, or it was no session' }, ...problems(400, 409, 413, 415) },
});

export const getCaller = defineRoute({
  id: 'getCaller',
  method: 'GET',
  path: '/v1/auth/me',
  tag,
  summary: 'Who calls',
  responses: { 200: { description: 'The caller', schema: callerSchema } },
});

export const changePassword = defineRoute({
  id: 'changePassword',
  method: 'PUT',
  path: '/v1/auth/password',
  tag,
  summary: 'Change one’s own password; every session of the user ends',
  body: z.strictObject({ current: statedPassword, password: newPasswordSchema }),
  responses: { 204: { description: 'Changed' }, ...problems(400, 403, 409, 413, 415, 429) },
});

export const listUsers = defineRoute({
  id: 'listUsers',
  method: 'GET',
  path: '/v1/users',
  tag,
  summary: 'Users, by name',
  query: z.strictObject({ ...pageQuery }),
  responses: { 200: { description: 'A page', schema: pageOf(userSchema) }, ...problems(400) },
});

export const createUser = defineRoute({
  id: 'createUser',
  method: 'POST',
  path: '/v1/users',
  tag,
  summary: 'Add a user of any role',
  body: z.strictObject({ name: userNameSchema, password: newPasswordSchema, role: accessRoleSchema }),
  responses: { 201: { description: 'The user', schema: userSchema }, ...problems(400, 409, 413, 415) },
});

export const changeUser = defineRoute({
  id: 'changeUser',
  method: 'PUT',
  path: '/v1/users/:id',
  tag,
  summary: 'Change a user’s role, or disable the user; both hold from the next request on',
  params: byId,
  body: z
    .strictObject({ role: accessRoleSchema.optional(), disabled: z.boolean().optional() })
    .refine((body) => body.role !== undefined || body.disabled !== undefined, { error: 'must say something' })
    .meta({ minProperties: 1 }),
  responses: { 200: { description: 'The user', schema: userSchema }, ...problems(400, 404, 409, 413, 415) },
});

export const listApiKeys = defineRoute({
  id: 'listApiKeys',
  method: 'GET',
  path: '/v1/api-keys',
  tag,
  summary: 'API keys, newest first, without their secrets',
  query: z.strictObject({ ...pageQuery }),
  responses: { 200: { description: 'A page', schema: pageOf(apiKeySchema) }, ...problems(400) },
});

export const createApiKey = defineRoute({
  id: 'createApiKey',
  method: 'POST',
  path: '/v1/api-keys',
  tag,
  summary: 'Make an API key; its secret is in this reply and nowhere else',
  body: z.strictObject({
    name: text(100),
    role: accessRoleSchema,
    scopes: z.array(apiScopeSchema).min(1).max(20),
    expiresAt: timestamp.optional().describe('in a year when absent'),
  }),
  responses: {
    201: { description: 'The key', schema: apiKeySchema.extend({ key: z.string().describe('shown once') }) },
    ...problems(400, 413, 415),
  },
});

export const revokeApiKey = defineRoute({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/v1/api-keys/:id',
  tag,
  summary: 'Revoke an API key, from the next request on',
  params: byId,
  responses: { 204: { description: 'Revoked' }, ...problems(400, 404) },
});
