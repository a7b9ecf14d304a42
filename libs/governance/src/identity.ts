import type { Author } from '@driftdesk/contracts';

/** Who every caller is while access control is off. */
export const defaultIdentity: Author = { id: 'local', role: 'admin' };

/** The machine itself, where no person stands behind a record. */
export const systemIdentity: Author = { id: 'driftdesk', role: 'system' };
