import { once } from 'node:events';
import { createServer } from 'node:net';
import type { z } from 'zod';
import type { processEnvironment } from '../environment.js';
import { StartRefused } from '../start-refused.js';

/** Where a process listens. */
export type Listening = Pick<z.output<z.ZodObject<typeof processEnvironment>>, 'PORT' | 'HOST'>;

/**
 * Opens the port and closes it again: a first start works for a minute before it listens, and who cannot listen is
 * better told before. @throws StartRefused when the port cannot be opened
 */
export async function requirePort({ PORT, HOST }: Listening): Promise<void> {
  const server = createServer();
  try {
    await once(server.listen(PORT, HOST), 'listening');
  } catch (error) {
    throw explainPort(error, { PORT, HOST });
  }
  server.close();
  await once(server, 'close');
}

/** Why a port cannot be opened, as a sentence where it is the user's to mend. */
export function explainPort(error: unknown, { PORT, HOST }: Listening): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new StartRefused(`Port ${PORT} is taken. Set PORT to a free one, or 0 for any.`);
  if (code === 'EACCES') return new StartRefused(`Port ${PORT} may not be opened by this user. Set PORT above 1023.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartRefused(`HOST ${HOST} is no address of this machine.`);
  return error;
}
