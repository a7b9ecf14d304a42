import { type AccessControl, type Caller, hostName, HttpProblem, isLoopback, unauthorized } from '@driftdesk/platform';
import { defaultIdentity } from '../identity.js';
import type { AccessKey } from './access-key.js';
import { identityHeader, signIdentity, verifyIdentity } from './service-identity.js';

/** A kind of bearer token: whose it is, or 401. What OIDC issues would be one more of them. */
export interface BearerScheme {
  /** Whether a token is of this kind, by its look alone. */
  readonly recognizes: (token: string) => boolean;
  /** @throws HttpProblem 401 */
  readonly callerOf: (token: string) => Promise<Caller>;
}

type Request = Parameters<AccessControl['authenticate']>[0];

/**
 * Everybody is admin: for a desk that only this machine reaches. Pages in its browser reach it too, so a request under
 * another name than the loopback's (DNS rebinding) or from another origin's page is refused.
 */
export function openAccess(allowedOrigins: readonly string[] = []): AccessControl {
  return {
    authenticate(request) {
      refuseOtherPages(request, allowedOrigins);
      return Promise.resolve({ id: defaultIdentity.id, role: 'admin' });
    },
    vouch: () => Promise.resolve({}),
  };
}

/** Callers prove who they are with a bearer token, or come from another part of this desk, which vouches for them. */
export function bearerAccess(key: AccessKey, schemes: readonly BearerScheme[]): AccessControl {
  return {
    async authenticate({ headers }) {
      const vouched = headers[identityHeader];
      if (vouched !== undefined) return verifyIdentity(key, String(vouched));
      const token = /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(headers.authorization ?? '')?.[1];
      if (token === undefined) throw unauthorized('Log in, and send Authorization: Bearer with the access token.');
      const scheme = schemes.find(({ recognizes }) => recognizes(token));
      if (scheme === undefined) throw unauthorized('This is neither an access token nor an API key.');
      return scheme.callerOf(token);
    },
    vouch: (caller) => signIdentity(key, caller),
  };
}

/** For an app behind the gateway: only what the gateway vouches for counts, whatever else a request brings. */
export function serviceAccess(key: Pick<AccessKey, 'publicKey'>): AccessControl {
  return {
    async authenticate({ headers }) {
      const vouched = headers[identityHeader];
      if (typeof vouched !== 'string') throw unauthorized('The request does not come through the gateway.');
      return verifyIdentity(key, vouched);
    },
    vouch: () => Promise.reject(new Error('Only the gateway vouches for callers.')),
  };
}

function refuseOtherPages({ headers, host: askedFor, method }: Request, allowedOrigins: readonly string[]): void {
  const name = hostName(askedFor);
  if (name === undefined || !isLoopback(name)) {
    throw new HttpProblem(
      421,
      'not_loopback',
      'Access control is off, so the desk answers under localhost alone. Turn it on with ACCESS_CONTROL=on.',
    );
  }
  const { origin, host } = headers;
  if (origin === undefined || method === 'GET' || method === 'HEAD') return;
  if (origin === `http://${host}` || origin === `https://${host}` || allowedOrigins.includes(origin)) return;
  throw new HttpProblem(
    403,
    'other_origin',
    'A page of another origin may not do this. CORS_ORIGINS names those that may.',
  );
}
