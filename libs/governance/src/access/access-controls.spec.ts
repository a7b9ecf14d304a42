import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { AccessControl, Caller } from '@driftdesk/platform';
import { bearerAccess, serviceAccess } from './access-controls.js';
import { parseAccessKey } from './access-key.js';
import { issueAccessToken } from './access-token.js';
import { identityHeader, signIdentity } from './service-identity.js';

const newKey = () =>
  parseAccessKey(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, 'key');
const key = newKey();
const ada: Caller = { id: 'ada', role: 'requester', name: 'Ada', scopes: ['tickets:read'] };
const nobody = { recognizes: () => false, callerOf: () => Promise.reject(new Error('nobody is asked')) };

/** Who the access control says sent these headers, or its refusal. */
const ask = (access: AccessControl, headers: Record<string, string>) =>
  access.authenticate({ headers } as never).catch((error: { status?: number }) => error.status);

describe('an app behind the gateway', () => {
  const app = serviceAccess(key);

  it('takes callers for whom the gateway vouches', async () => {
    const vouched = await bearerAccess(key, [nobody]).vouch(ada);
    expect(await ask(app, { ...vouched })).toEqual(ada);
  });

  it('refuses requests that come round the gateway, whatever they bring', async () => {
    const token = await issueAccessToken(key, { userId: ada.id, sessionId: 's' });
    expect(await ask(app, {})).toBe(401);
    expect(await ask(app, { authorization: `Bearer ${token}` })).toBe(401);
    expect(await ask(app, { [identityHeader]: token })).toBe(401);
    expect(await ask(app, { [identityHeader]: 'ada' })).toBe(401);
    expect(await ask(app, await signIdentity(newKey(), ada))).toBe(401);
  });

  it('needs the public half of the key alone, and vouches for nobody', async () => {
    const halved = serviceAccess({ publicKey: key.publicKey });
    expect(await ask(halved, await signIdentity(key, ada))).toEqual(ada);
    await expect(halved.vouch(ada)).rejects.toThrow('Only the gateway');
  });
});

describe('bearer tokens', () => {
  it('go to the scheme that knows their kind, and nothing else is one', async () => {
    const scheme = { recognizes: (token: string) => token.startsWith('t'), callerOf: () => Promise.resolve(ada) };
    const access = bearerAccess(key, [nobody, scheme]);
    expect(await ask(access, { authorization: 'Bearer t7' })).toEqual(ada);
    expect(await ask(access, { authorization: 'bearer t7' })).toEqual(ada);
    for (const authorization of ['', 'Bearer', 'Bearer x7', 'Basic t7', 'Bearer t7 t8', 'Bearer t\u0000']) {
      expect([authorization, await ask(access, { authorization })]).toEqual([authorization, 401]);
    }
  });
});
