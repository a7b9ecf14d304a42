import { rm } from 'node:fs/promises';
import { startDesk } from './desk.js';
import { emptyHome, preparedHomeVariable } from './prepared-home.js';

/** The first start, as a new user has it, once for all tests that need a desk with a trained model. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  // Whoever works on one test may bring a home that was prepared before.
  if (process.env[preparedHomeVariable] !== undefined) return () => Promise.resolve();
  const home = await emptyHome();
  const started = Date.now();
  const desk = await startDesk(home);
  const code = await desk.stop();
  if (code !== 0) throw new Error(`The first start ended with ${code}:\n${desk.errors.join('')}`);
  process.stderr.write(`First start (convert, load, train): ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
  process.env[preparedHomeVariable] = home;
  return () => rm(home, { recursive: true, force: true });
}
