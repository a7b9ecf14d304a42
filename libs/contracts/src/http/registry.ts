import { z } from 'zod';
import { authorSchema } from '../identity.js';
import { slug, text, timestamp } from '../text.js';
import { pageOf, pageQuery, problems } from './common.js';
import { changedModelSchema } from './models.js';
import { defineRoute } from './route.js';

const tag = 'models';
const byName = z.strictObject({ name: slug });
const byVersion = z.strictObject({ name: slug, version: slug });

/** `champion` serves, `previous` served before it, `candidate` waits to be promoted. */
export const modelAliases = ['champion', 'candidate', 'previous'] as const;

export const getVersionCard = defineRoute({
  id: 'getVersionCard',
  method: 'GET',
  path: '/v1/models/:name/versions/:version/card.md',
  tag,
  summary: 'A version’s card as Markdown, with confusion matrices and reliability curves',
  params: byVersion,
  responses: {
    200: { description: 'The card', schema: z.string(), contentType: 'text/markdown; charset=utf-8' },
    ...problems(400, 404),
  },
});

export const getModelSignature = defineRoute({
  id: 'getModelSignature',
  method: 'GET',
  path: '/v1/models/:name/signature',
  tag,
  summary: 'Who vouches for the champion',
  params: byName,
  responses: {
    200: {
      description: 'The champion’s signature',
      schema: z.object({
        version: z.string(),
        digest: z.string().describe('sha256 over the version’s files, hex'),
        algorithm: z.literal('Ed25519'),
        keyId: z.string().describe('the first 16 hex digits of the sha256 of the public key, DER'),
        signature: z.base64().describe('over the 64 ASCII characters of the digest'),
        publicKey: z.string().nullable().describe('PEM; null when this installation does not trust the key'),
        signedAt: timestamp,
      }),
    },
    ...problems(400, 404),
  },
});

const aliasChangeSchema = z.object({
  alias: z.enum(modelAliases),
  version: z.string(),
  from: z.string().nullable().describe('what the alias pointed at before; null: nothing, or not known'),
  at: timestamp,
  reason: z.string(),
  author: authorSchema,
});

export const listModelHistory = defineRoute({
  id: 'listModelHistory',
  method: 'GET',
  path: '/v1/models/:name/history',
  tag,
  summary: 'What served when and why, newest first',
  params: byName,
  query: z.strictObject({ ...pageQuery }),
  responses: { 200: { description: 'A page', schema: pageOf(aliasChangeSchema) }, ...problems(400, 404) },
});

/** Why it is done, as the history tells it later. */
const because = z.strictObject({ reason: text(500).optional() });

export const promoteVersion = defineRoute({
  id: 'promoteVersion',
  method: 'POST',
  path: '/v1/models/:name/versions/:version/promote',
  tag,
  summary: 'Make a version the champion: it serves from the next ticket on',
  params: byVersion,
  body: because,
  responses: { 200: { description: 'The model', schema: changedModelSchema }, ...problems(400, 404, 409, 413, 415) },
});

export const rollbackModel = defineRoute({
  id: 'rollbackModel',
  method: 'POST',
  path: '/v1/models/:name/rollback',
  tag,
  summary: 'Make the version that served before the champion again; the one it replaces is `previous` then',
  params: byName,
  body: because,
  responses: { 200: { description: 'The model', schema: changedModelSchema }, ...problems(400, 404, 409, 413, 415) },
});
