import type { Desk } from './desk.js';
import { preparedDesk, type PreparedDesk } from './prepared-desk.js';

/** Somebody who may call, and how he proves it. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly password: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tokens: { readonly accessToken: string; readonly refreshToken: string };
}

/** One person of each role, requesters twice. */
export interface People {
  readonly admin: Actor;
  readonly agent: Actor;
  readonly ada: Actor;
  readonly bob: Actor;
}

/** A desk with access control and people. */
export interface AccessDesk extends People {
  readonly desk: PreparedDesk;
}

export const password = 'correct horse battery staple';

/** What a desk with access control and so many callers from one address is started with. */
export const accessEnvironment = {
  ACCESS_CONTROL: 'on',
  ADMIN_PASSWORD: password,
  RATE_LIMIT_ADDRESS: '1000000',
  RATE_LIMIT_CALLER: '1000000',
} as const;

/** Starts it on a prepared home. Who asked for it removes the desk. */
export async function accessDesk(environment: Readonly<Record<string, string>> = {}): Promise<AccessDesk> {
  const desk = await preparedDesk({ environment: { ...accessEnvironment, ...environment } });
  return { desk, ...(await people(desk)) };
}

/** Makes the people of a desk that was started with `accessEnvironment`. */
export async function people(desk: Pick<Desk, 'call'>): Promise<People> {
  const admin = await logIn(desk, 'admin');
  const person = async (name: string, role: string) => {
    const created = await desk.call('POST', '/v1/users', { name, password, role }, admin.headers);
    if (created.status !== 201) throw new Error(`${name} was not created: ${JSON.stringify(created.body)}`);
    return logIn(desk, name);
  };
  return {
    admin,
    agent: await person('agent', 'agent'),
    ada: await person('ada', 'requester'),
    bob: await person('bob', 'requester'),
  };
}

/** A new session. @throws Error with the reply when there is none */
export async function logIn(desk: Pick<Desk, 'call'>, name: string, secret = password): Promise<Actor> {
  const { status, body: tokens } = await desk.call('POST', '/v1/auth/login', { name, password: secret });
  if (status !== 200) throw new Error(`${name} could not log in: ${JSON.stringify(tokens)}`);
  const headers = { authorization: `Bearer ${tokens.accessToken}` };
  const { body } = await desk.call('GET', '/v1/auth/me', undefined, headers);
  return { id: body.id, name, password: secret, headers, tokens };
}
