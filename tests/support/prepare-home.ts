import { startDesk } from './desk.js';

/** The first start, as a new user has it, into an empty folder. @throws Error when it fails */
export async function prepareHome(home: string): Promise<void> {
  const started = Date.now();
  const desk = await startDesk(home);
  const code = await desk.stop();
  if (code !== 0) throw new Error(`The first start ended with ${code}:\n${desk.errors.join('')}`);
  process.stderr.write(`First start (convert, load, train): ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
}
