import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Variable by which the global set-up tells where the prepared home is. */
export const preparedHomeVariable = 'DRIFTDESK_TEST_PREPARED_HOME';

/** A home of its own for a test: a copy of the one that the global set-up started once, model trained. */
export async function copyPreparedHome(): Promise<{ home: string; remove: () => Promise<void> }> {
  const prepared = process.env[preparedHomeVariable];
  if (prepared === undefined) throw new Error('The global set-up has not run: call the tests through npm test.');
  const home = await emptyHome();
  await cp(prepared, home, { recursive: true });
  return { home, remove: () => rm(home, { recursive: true, force: true }) };
}

export function emptyHome(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'driftdesk-home-'));
}
