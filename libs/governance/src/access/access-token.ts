import { unauthorized } from '@driftdesk/platform';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { AccessKey } from './access-key.js';

/** One algorithm: what a token says of its own is compared, never followed (RFC 8725, 3.1). */
const algorithm = 'EdDSA';
const issuer = 'driftdesk';
const audience = 'driftdesk-api';
const type = 'at+jwt';

/** How long an access token is good, in seconds. */
export const accessTokenSeconds = 30 * 60;

/** Whose session a token is of; what the user may do stands in the store alone, so that changes hold at once. */
export interface AccessTokenClaims {
  readonly userId: string;
  readonly sessionId: string;
}

const claimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() });

/** A JWT (RFC 9068) for half an hour. */
export function issueAccessToken(key: AccessKey, { userId, sessionId }: AccessTokenClaims): Promise<string> {
  return new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: algorithm, typ: type })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(`${accessTokenSeconds}s`)
    .sign(key.privateKey);
}

/** @throws HttpProblem 401 for whatever is not a living token of this installation; it does not say why */
export async function verifyAccessToken(
  { publicKey }: Pick<AccessKey, 'publicKey'>,
  token: string,
): Promise<AccessTokenClaims> {
  const options = { algorithms: [algorithm], issuer, audience, typ: type, maxTokenAge: accessTokenSeconds };
  const requiredClaims = ['sub', 'sid', 'exp', 'iat'];
  const payload = await jwtVerify(token, publicKey, {
    ...options,
    requiredClaims,
  }).then(
    (verified) => verified.payload,
    () => undefined,
  );
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw invalidToken();
  return { userId: claims.data.sub, sessionId: claims.data.sid };
}

export const invalidToken = () => unauthorized('The access token is not valid, or not any more. Log in again.');
