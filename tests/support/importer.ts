import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../apps/importer/dist/main.js', import.meta.url));

/** What an import said, and how it ended; no code when it was killed. */
export interface ImportRun {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `npm run import -- …`, without its build. It is killed when `killWhen` says so of its standard error. */
export async function runImport(
  args: readonly string[],
  killWhen: (errors: string) => boolean = () => false,
): Promise<ImportRun> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
    if (killWhen(errors)) child.kill('SIGKILL');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, errors };
}
