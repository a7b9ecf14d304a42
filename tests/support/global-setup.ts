import { rm } from 'node:fs/promises';
import { prepareHome } from './prepare-home.js';
import { emptyHome, preparedHomeVariable } from './prepared-home.js';

/** The first start, once for all tests that need a desk with a trained model. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  // `npm test` brings one for all its runs; whoever works on one test may bring his own.
  if (process.env[preparedHomeVariable] !== undefined) return () => Promise.resolve();
  const home = await emptyHome();
  await prepareHome(home);
  process.env[preparedHomeVariable] = home;
  return () => rm(home, { recursive: true, force: true });
}
