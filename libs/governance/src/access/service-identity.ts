import { accessRoleSchema, apiScopeSchema } from '@driftdesk/contracts';
import { type Caller, unauthorized } from '@driftdesk/platform';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { AccessKey } from './access-key.js';

/** By which one part of the desk tells another who called. */
export const identityHeader = 'x-driftdesk-identity';

const algorithm = 'EdDSA';
const issuer = 'driftdesk';
/** Another audience than an access token's: neither passes for the other. */
const audience = 'driftdesk-services';
const type = 'identity+jwt';
/** Long enough to reach the next service, too short to be worth stealing. */
const lifetimeSeconds = 30;

const claimsSchema = z.object({
  sub: z.string(),
  role: accessRoleSchema,
  name: z.string().optional(),
  scopes: z.array(apiScopeSchema).optional(),
});

/** The signed, short-lived header for a request on a caller's behalf. */
export async function signIdentity({ privateKey }: AccessKey, caller: Caller): Promise<Record<string, string>> {
  const { id, role, name, scopes } = caller;
  const token = await new SignJWT({ role, name, scopes })
    .setProtectedHeader({ alg: algorithm, typ: type })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(id)
    .setIssuedAt()
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(privateKey);
  return { [identityHeader]: token };
}

/** @throws HttpProblem 401 when the header is not one that the gateway signed within the last half minute */
export async function verifyIdentity({ publicKey }: Pick<AccessKey, 'publicKey'>, header: string): Promise<Caller> {
  const options = { algorithms: [algorithm], issuer, audience, typ: type, maxTokenAge: lifetimeSeconds };
  const payload = await jwtVerify(header, publicKey, { ...options, requiredClaims: ['sub', 'exp', 'iat'] }).then(
    (verified) => verified.payload,
    () => undefined,
  );
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw unauthorized('The request does not come through the gateway.');
  const { sub, role, name, scopes } = claims.data;
  return { id: sub, role, name, scopes };
}
