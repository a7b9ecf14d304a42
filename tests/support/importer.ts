import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../apps/importer/dist/main.js', import.meta.url));

/** How an import ended, and what it wrote. */
export interface ImportEnding {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `npm run import -- …args` as a user does; `onErrors` hears of its progress. */
export function runImport(
  args: readonly string[],
  onErrors: (text: string, child: ChildProcess) => void = () => undefined,
): Promise<ImportEnding> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors.push(text);
    onErrors(text, child);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: output.join(''), errors: errors.join('') }));
  });
}

/** A count that the importer's report names, such as `created`. */
export function reported({ output }: ImportEnding, title: string): number {
  return Number(new RegExp(`^ {2}${title} +(\\d+)$`, 'm').exec(output)?.[1]);
}
