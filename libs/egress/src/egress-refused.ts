/** A connection that may not be made. It names the host, which the operator configured, and no address. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';
  readonly code = 'EGRESS_REFUSED';

  constructor(host: string) {
    super(`${host} may not be called: it is private, or without TLS. EGRESS_ALLOWED_HOSTS may allow it.`);
  }
}

/** Whether that is what went wrong below the error of a library. */
export function isEgressRefused(error: unknown): boolean {
  for (let link = error; link instanceof Object; link = 'cause' in link ? link.cause : undefined) {
    if ('code' in link && link.code === 'EGRESS_REFUSED') return true;
  }
  return false;
}
